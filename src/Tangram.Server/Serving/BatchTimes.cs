using Tangram.Core.Time;

namespace Tangram.Server.Serving;

/// <summary>The instants of one batch.</summary>
/// <param name="Decided">When the engine started it.</param>
/// <param name="Started">When the worker began inference.</param>
/// <param name="Finished">When inference was over.</param>
/// <param name="Ended">When the output was there.</param>
internal readonly record struct BatchTimes(Instant Decided, Instant Started, Instant Finished, Instant Ended);

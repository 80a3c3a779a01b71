using Tangram.Core.Applications;

namespace Tangram.Control.Estimating;

/// <summary>Fan-outs that depart from those that are counted with.</summary>
/// <param name="Application">The application with the fan-outs to count with instead.</param>
/// <param name="IsHeavier">Whether any of them is larger than before.</param>
/// <param name="Why">Which, with their figures.</param>
public sealed record FanOutChange(Application Application, bool IsHeavier, string Why);

using Tangram.Server.Metrics;
using Tangram.Server.Options;

namespace Tangram.Server.Serving;

/// <summary>What all applications of one server share.</summary>
/// <param name="Options">The server's options.</param>
/// <param name="Metrics">What it counts and measures.</param>
/// <param name="Logger">Tells what happens.</param>
/// <param name="Clock">The time line that requests arrive on.</param>
internal sealed record HostSurroundings(ServerOptions Options, ServingMetrics Metrics, ILogger Logger, ServingClock Clock);

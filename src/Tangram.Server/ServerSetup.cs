using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Prediction.Serving;
using Tangram.Server.Options;

namespace Tangram.Server;

/// <summary>What a server needs to start.</summary>
/// <param name="Application">What to serve.</param>
/// <param name="Plan">On which segments.</param>
/// <param name="Profile">How long batches run there.</param>
/// <param name="Cores">The device's cores, by slice.</param>
/// <param name="Options">How to listen and schedule.</param>
public sealed record ServerSetup(Application Application, Plan Plan, ProfileTable Profile, IReadOnlyList<int> Cores, ServerOptions Options)
{
    /// <summary>What predicts slowdowns; nothing unless given.</summary>
    public PredictionSetup? Prediction { get; init; }
}

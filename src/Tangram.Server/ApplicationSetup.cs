using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Devices.Partitioning;
using Tangram.Prediction.Serving;
using Tangram.Server.Control;

namespace Tangram.Server;

/// <summary>An application that is to be served as a plan has it.</summary>
/// <param name="Application">What to serve.</param>
/// <param name="Plan">On which segments.</param>
/// <param name="Profile">How long batches run there, and into how many slices each core is cut.</param>
/// <param name="Cores">The device's cores, in order; none where it is another device, for which a partitioner must be given.</param>
public sealed record ApplicationSetup(Application Application, Plan Plan, ProfileTable Profile, IReadOnlyList<int> Cores)
{
    /// <summary>What predicts slowdowns; nothing unless given.</summary>
    public PredictionSetup? Prediction { get; init; }

    /// <summary>Cuts the devices into the plan's segments, and keeps others off them; workers are only pinned to cores unless given. Its owner disposes of it.</summary>
    public IPartitioner? Partitioner { get; init; }

    /// <summary>How it is controlled; the plan stays unless given.</summary>
    public ControlSetup? Control { get; init; }
}

namespace Tangram.Scheduling.Policies;

/// <summary>The policies one engine runs with.</summary>
/// <param name="Dispatch">Chooses the segment for an item.</param>
/// <param name="Batching">Chooses when and how many to run.</param>
/// <param name="Admission">Lets requests in or not.</param>
/// <param name="Drop">Gives requests up or not.</param>
/// <param name="QueueLimit">Most items that may wait at one segment; a request that finds more is refused.</param>
public sealed record SchedulingPolicies(
    IDispatchPolicy Dispatch, IBatchingPolicy Batching, IAdmissionPolicy Admission, IDropPolicy Drop, int QueueLimit = 1024);

using Tangram.Core.Catalogs;
using Tangram.Scheduling.Policies;
using Tangram.Scheduling.Policies.Admission;
using Tangram.Scheduling.Policies.Batching;
using Tangram.Scheduling.Policies.Dispatch;
using Tangram.Scheduling.Policies.Drop;

namespace Tangram.Scheduling;

/// <summary>The one place that lists every scheduling policy. A new policy adds a file and a line here.</summary>
public static class SchedulingCatalogs
{
    /// <summary>Dispatch policies.</summary>
    public static Catalog<IDispatchPolicy> Dispatch { get; } = new Catalog<IDispatchPolicy>("dispatch policy")
        .Add<ElsaDispatch>()
        .Add<FifsDispatch>()
        .Add<LeastLoadedDispatch>()
        .Add<MostAccurateFirstDispatch>()
        .Add<RoundRobinDispatch>();

    /// <summary>Batching policies.</summary>
    public static Catalog<IBatchingPolicy> Batching { get; } = new Catalog<IBatchingPolicy>("batching policy")
        .Add<DeadlineBatching>()
        .Add<GreedyBatching>()
        .Add<KneeBatching>()
        .Add<TimeoutBatching>();

    /// <summary>Admission policies.</summary>
    public static Catalog<IAdmissionPolicy> Admission { get; } = new Catalog<IAdmissionPolicy>("admission policy")
        .Add<DeadlineAdmission>()
        .Add<EveryAdmission>();

    /// <summary>Early-drop policies.</summary>
    public static Catalog<IDropPolicy> Drop { get; } = new Catalog<IDropPolicy>("drop policy")
        .Add<EveryStageDrop>()
        .Add<HopelessDrop>()
        .Add<LastStageDrop>()
        .Add<NeverDrop>();
}

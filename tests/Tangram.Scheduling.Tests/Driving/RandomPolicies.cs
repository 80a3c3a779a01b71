using Tangram.Core.Catalogs;
using Tangram.Scheduling.Policies;

namespace Tangram.Scheduling.Tests.Driving;

/// <summary>Policies by seed, from all that the catalogues have.</summary>
internal static class RandomPolicies
{
    public static SchedulingPolicies Create(int seed) => Choose(seed).Create();

    public static PolicyChoice Choose(int seed)
    {
        var random = new Random(seed);
        return new PolicyChoice
        {
            Dispatch = Pick(random, SchedulingCatalogs.Dispatch),
            Batching = Pick(random, SchedulingCatalogs.Batching),
            Admission = Pick(random, SchedulingCatalogs.Admission),
            Drop = Pick(random, SchedulingCatalogs.Drop),
            QueueLimit = random.Next(3) == 0 ? random.Next(1, 20) : 1024,
        };
    }

    /// <summary>Every combination of catalogued policies.</summary>
    public static IEnumerable<PolicyChoice> All() =>
        from dispatch in SchedulingCatalogs.Dispatch.Names
        from batching in SchedulingCatalogs.Batching.Names
        from admission in SchedulingCatalogs.Admission.Names
        from drop in SchedulingCatalogs.Drop.Names
        select new PolicyChoice { Dispatch = dispatch, Batching = batching, Admission = admission, Drop = drop };

    private static string Pick<T>(Random random, Catalog<T> catalog)
        where T : class => catalog.Names.ElementAt(random.Next(catalog.Names.Count));
}

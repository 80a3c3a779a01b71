using Tangram.Core.Catalogs;
using Tangram.Scheduling.Policies;

namespace Tangram.Scheduling.Tests.Driving;

/// <summary>Policies by seed, from all that the catalogues have.</summary>
internal static class RandomPolicies
{
    public static SchedulingPolicies Create(int seed)
    {
        var random = new Random(seed);
        return new SchedulingPolicies(
            Pick(random, SchedulingCatalogs.Dispatch),
            Pick(random, SchedulingCatalogs.Batching),
            Pick(random, SchedulingCatalogs.Admission),
            Pick(random, SchedulingCatalogs.Drop),
            QueueLimit: random.Next(3) == 0 ? random.Next(1, 20) : 1024);
    }

    public static T Pick<T>(Random random, Catalog<T> catalog)
        where T : class => catalog.Create(catalog.Names.ElementAt(random.Next(catalog.Names.Count)), Settings.Empty);
}

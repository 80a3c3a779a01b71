using Tangram.Core.Plans;

namespace Tangram.Cli.Demos.Days;

/// <summary>What a day says of a plan.</summary>
internal static class PlanWords
{
    /// <summary>The variants a plan runs, parents before children, with <c>+</c> between them; tasks that are left out are left out.</summary>
    public static string Variants(Plan plan) => string.Join(" + ", plan.Applications[0].Tasks.Select(t => t.Variant).OfType<string>());
}

using Tangram.Core.Catalogs;

namespace Tangram.Scheduling.Tests;

public sealed class SchedulingCatalogsTests
{
    [Fact]
    public void The_policies_have_these_names()
    {
        Assert.Equal(["elsa", "fifs", "least-loaded", "most-accurate-first", "round-robin"], SchedulingCatalogs.Dispatch.Names);
        Assert.Equal(["deadline", "greedy", "knee", "timeout"], SchedulingCatalogs.Batching.Names);
        Assert.Equal(["deadline", "every"], SchedulingCatalogs.Admission.Names);
        Assert.Equal(["every-stage", "hopeless", "last-stage", "never"], SchedulingCatalogs.Drop.Names);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var fault = Assert.Throws<ArgumentException>(() => SchedulingCatalogs.Batching.Create("edf", Settings.Empty));

        Assert.StartsWith("no batching policy is called 'edf'; known: deadline, greedy, knee, timeout", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_is_no_number_is_refused() =>
        Assert.Throws<FormatException>(() => SchedulingCatalogs.Batching.Create("deadline", new Settings(new Dictionary<string, string> { ["longest-wait-ms"] = "-1" })));
}

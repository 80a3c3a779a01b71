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

    [Fact]
    public void Every_policy_that_there_is_can_be_named()
    {
        AssertListed(SchedulingCatalogs.Dispatch);
        AssertListed(SchedulingCatalogs.Batching);
        AssertListed(SchedulingCatalogs.Admission);
        AssertListed(SchedulingCatalogs.Drop);

        static void AssertListed<TRole>(Catalog<TRole> catalog)
            where TRole : class =>
            Assert.Equivalent(typeof(TRole).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(TRole))), catalog.Types, strict: true);
    }

    [Fact]
    public void Policies_are_chosen_by_one_text_each()
    {
        var policies = new PolicyChoice { Dispatch = "elsa:alpha=2", Batching = "timeout:wait-ms=1", QueueLimit = 7 }.Create();

        Assert.Equal(
            ("ElsaDispatch", "TimeoutBatching", "DeadlineAdmission", "HopelessDrop", 7),
            (policies.Dispatch.GetType().Name, policies.Batching.GetType().Name, policies.Admission.GetType().Name, policies.Drop.GetType().Name, policies.QueueLimit));
    }

    [Fact]
    public void Queues_in_which_nothing_may_wait_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new PolicyChoice { QueueLimit = 0 });
}

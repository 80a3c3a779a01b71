using Tangram.Core.Catalogs;
using Tangram.Scheduling.Policies;
using Tangram.Scheduling.Tests.Driving;

namespace Tangram.Scheduling.Tests;

/// <summary>Random layouts, arrivals and policies in virtual time; <see cref="Invariants"/> and <see cref="Ledger"/> hold what is checked.</summary>
public sealed class EnginePropertyTests
{
    public static TheoryData<string, string> EveryDispatchAndDrop =>
        [.. RandomPolicies.All().Select(p => (p.Dispatch, p.Drop)).Distinct()];

    [Fact]
    public void No_request_is_lost_and_no_rule_is_broken() => Seeds.ForAll(250, seed => Drive(Workload.Create(seed)));

    [Fact]
    public void No_request_is_lost_when_clients_go_away() => Seeds.ForAll(150, seed => Drive(Workload.Create(seed, withCancels: true)));

    [Fact]
    public void No_request_is_lost_when_processes_die() => Seeds.ForAll(400, seed => Drive(Workload.Create(seed, withDeaths: true, withCancels: seed % 2 == 0)));

    [Fact]
    public void No_request_is_lost_when_segments_are_retired() =>
        Seeds.ForAll(300, seed => Drive(Workload.Create(seed, withDeaths: seed % 3 == 0, withCancels: seed % 2 == 0, withRetirements: true)));

    [Fact]
    public void No_request_is_lost_when_layouts_take_over_from_each_other() =>
        Seeds.ForAll(150, seed => Drive(Workload.Create(seed, withDeaths: seed % 3 == 0, withCancels: seed % 2 == 0, withRetirements: seed % 4 > 0, withRelayouts: true)));

    [Fact]
    public void An_engine_restored_after_a_layout_took_over_goes_on_with_the_same_commands() => Seeds.ForAll(20, seed =>
    {
        var workload = Workload.Create(seed, withDeaths: true, withRetirements: true, withRelayouts: true);
        var first = Drive(workload);
        var second = new VirtualShell(workload, RandomPolicies.Create(seed)) { RestoreEvery = 1 + (seed % 20) };
        second.Run();

        Assert.Equal(first.Ledger.Log, second.Ledger.Log);
    });

    [Theory]
    [MemberData(nameof(EveryDispatchAndDrop))]
    public void No_request_is_lost_with_any_combination_of_policies(string dispatch, string drop)
    {
        foreach (var choice in RandomPolicies.All().Where(p => p.Dispatch == dispatch && p.Drop == drop))
        {
            Seeds.ForAll(3, seed => Drive(Workload.Create(seed, withDeaths: seed % 2 == 0, withCancels: seed % 3 == 0, withRetirements: seed % 5 == 0), choice.Create()));
        }
    }

    [Theory]
    [MemberData(nameof(EveryDispatchAndDrop))]
    public void An_engine_restored_from_a_snapshot_goes_on_with_the_same_commands(string dispatch, string drop)
    {
        foreach (var choice in RandomPolicies.All().Where(p => p.Dispatch == dispatch && p.Drop == drop))
        {
            Seeds.ForAll(2, seed =>
            {
                var workload = Workload.Create(seed, withDeaths: true, withCancels: true, withRetirements: seed % 2 == 0);
                var first = Drive(workload, choice.Create());
                var second = new VirtualShell(workload, choice.Create()) { RestoreEvery = 1 + (seed % 50) };
                second.Run();

                Assert.Equal(first.Ledger.Log, second.Ledger.Log);
            });
        }
    }

    [Fact]
    public void Every_request_is_answered_or_given_up_when_all_are_let_in_and_none_is_dropped() => Seeds.ForAll(150, seed =>
    {
        var lenient = RandomPolicies.Create(seed) with
        {
            Admission = SchedulingCatalogs.Admission.Create("every", Settings.Empty),
            Drop = SchedulingCatalogs.Drop.Create("never", Settings.Empty),
            QueueLimit = int.MaxValue,
        };
        var workload = Workload.Create(seed, withDeaths: seed % 2 == 0);
        var shell = Drive(workload, lenient);

        Assert.Equal(workload.Requests, shell.Ledger.Answered + shell.Ledger.GivenUp);
    });

    [Fact]
    public void The_same_seed_gives_the_same_commands() => Seeds.ForAll(100, seed =>
    {
        var first = Drive(Workload.Create(seed, withDeaths: true, withCancels: true));
        var second = Drive(Workload.Create(seed, withDeaths: true, withCancels: true));

        Assert.Equal(first.Ledger.Log, second.Ledger.Log);
    });

    [Fact]
    public void Wake_ups_that_lie_ahead_do_not_pile_up() => Seeds.ForAll(100, seed =>
    {
        var patient = RandomPolicies.Create(seed) with { Batching = SchedulingCatalogs.Batching.Create("deadline", Settings.Empty) };
        var workload = Workload.Create(seed);
        var shell = Drive(workload, patient);

        // At most one for each arrival or item that moved a segment's wake-up forward; without the rule it doubles with every event.
        Assert.InRange(shell.MostWakesAhead, 0, 4 * workload.Requests);
    });

    [Fact]
    public void The_workloads_show_every_end_that_a_request_can_have()
    {
        var ledgers = Enumerable.Range(0, 60).Select(seed => Drive(Workload.Create(seed, withDeaths: true, withCancels: true, withRetirements: seed % 2 == 0)).Ledger).ToList();

        Assert.InRange(ledgers.Sum(l => l.Answered), 200, 2200);
        Assert.InRange(ledgers.Sum(l => l.Dropped), 20, 2000);
        Assert.InRange(ledgers.Sum(l => l.Cancelled), 20, 2000);
        Assert.InRange(ledgers.Sum(l => l.Refused), 20, 2000);
        Assert.InRange(ledgers.Sum(l => l.Partial), 20, 2000);
        Assert.InRange(ledgers.Sum(l => l.Rerouted), 1, 2000);
    }

    private static VirtualShell Drive(Workload workload, SchedulingPolicies? policies = null)
    {
        var shell = new VirtualShell(workload, policies ?? RandomPolicies.Create(workload.Seed));
        shell.Run();
        return shell;
    }
}

using FsCheck;
using FsCheck.Fluent;
using Tangram.Prediction;
using Tangram.Prediction.Serving;
using Tangram.Prediction.Signals;
using Tangram.Scheduling;

namespace Tangram.Twin.Tests;

/// <summary>The simulator and the server make of the same events the same decisions, at the same instants and in the same order.</summary>
public sealed class SimulatorAndServerAgreeTests
{
    private const int SeedsOfEach = 3;

    public static TheoryData<string, string> DispatchAndBatching()
    {
        var all = new TheoryData<string, string>();
        foreach (var dispatch in SchedulingCatalogs.Dispatch.Names)
        {
            foreach (var batching in SchedulingCatalogs.Batching.Names)
            {
                all.Add(dispatch, batching);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(DispatchAndBatching))]
    public void Both_decide_alike_with_every_policy(string dispatch, string batching)
    {
        foreach (var policies in WithEveryAdmissionAndDrop(dispatch, batching))
        {
            for (var seed = 0; seed < SeedsOfEach; seed++)
            {
                foreach (var isCoarse in (bool[])[false, true])
                {
                    AssertAlike(seed, policies, isCoarse, withDeaths: false);
                    AssertAlike(seed, policies, isCoarse, withDeaths: true);
                }
            }
        }
    }

    [Fact]
    public void Both_decide_alike_on_whatever_layout_and_trace() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed => AssertAlike(seed, Any(new Random(seed)), isCoarse: seed % 2 == 0, withDeaths: seed % 3 == 0)));

    public static TheoryData<string, string> PredictorsAndSignals()
    {
        var all = new TheoryData<string, string>();
        foreach (var predictor in PredictorCatalog.Predictors.Names)
        {
            foreach (var signal in SignalCatalog.Signals.Names)
            {
                all.Add(predictor, signal);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(PredictorsAndSignals))]
    public void Both_decide_alike_with_every_predictor_that_learns_at_once(string predictor, string signal)
    {
        var prediction = new PredictionChoice { Predictor = predictor, Signal = signal };
        for (var seed = 0; seed < 12; seed++)
        {
            var policies = Any(new Random(seed));
            var twin = new TwinCase(seed, policies, isCoarse: seed % 2 == 0, withDeaths: seed % 3 == 0, prediction);

            SimulatorTwin.Run(twin).AssertSame(ServerTwin.Run(twin), $"seed {seed}, {policies}");
        }
    }

    [Fact]
    public void What_is_foretold_is_in_the_log() =>
        Assert.Contains(Enumerable.Range(0, 20), seed => SimulatorTwin.Run(new TwinCase(seed, Any(new Random(seed)), isCoarse: false, withDeaths: false, new PredictionChoice { Predictor = "best" })).Count("slow") > 10);

    [Fact]
    public void What_is_compared_has_everything_in_it()
    {
        var counts = new Dictionary<string, int>();
        foreach (var what in (string[])["refuse", "accept", "free", "complete", "revive", "lose", "wake", "assign", "hold", "start", "answer", "drop", "wakeAt", "reroute"])
        {
            counts[what] = Cases(withDeaths: true).Take(150).Sum(twin => SimulatorTwin.Run(twin).Count(what));
        }

        Assert.All(counts, c => Assert.True(c.Value > 0, $"nowhere is there a {c.Key}"));
    }

    [Fact]
    public void A_batch_that_ends_a_tick_late_is_noticed() =>
        Assert.All(Cases(withDeaths: false).Take(20), twin => Assert.NotEqual(SimulatorTwin.Run(twin).Log, ServerTwin.Run(twin, Slip.Runs).Log));

    [Fact]
    public void A_wake_up_that_comes_a_tick_late_is_noticed()
    {
        var timeout = new PolicyChoice { Batching = "timeout", Admission = "every", Drop = "never" };
        var twins = Enumerable.Range(0, 20).Select(seed => new TwinCase(seed, timeout, isCoarse: seed % 2 == 0, withDeaths: false)).Where(t => SimulatorTwin.Run(t).Count("wake") > 0).ToList();

        Assert.True(twins.Count > 10);
        Assert.All(twins, twin => Assert.NotEqual(SimulatorTwin.Run(twin).Log, ServerTwin.Run(twin, Slip.WakeUps).Log));
    }

    [Fact]
    public void Another_order_at_one_instant_is_noticed() =>
        Assert.Contains(
            Enumerable.Range(0, 40).Select(seed => new TwinCase(seed, Any(new Random(seed)), isCoarse: true, withDeaths: false)),
            twin => !SimulatorTwin.Run(twin).Log.AsSpan().SequenceEqual(ServerTwin.Run(twin, Slip.Order).Log));

    private static void AssertAlike(int seed, PolicyChoice policies, bool isCoarse, bool withDeaths)
    {
        var twin = new TwinCase(seed, policies, isCoarse, withDeaths);

        SimulatorTwin.Run(twin).AssertSame(ServerTwin.Run(twin), $"seed {seed}, coarse {isCoarse}, deaths {withDeaths}, {policies}");
    }

    private static IEnumerable<TwinCase> Cases(bool withDeaths) =>
        Enumerable.Range(0, int.MaxValue).Select(seed => new TwinCase(seed, Any(new Random(seed)), isCoarse: seed % 2 == 0, withDeaths));

    private static IEnumerable<PolicyChoice> WithEveryAdmissionAndDrop(string dispatch, string batching) =>
        from admission in SchedulingCatalogs.Admission.Names
        from drop in SchedulingCatalogs.Drop.Names
        select new PolicyChoice { Dispatch = dispatch, Batching = batching, Admission = admission, Drop = drop };

    private static PolicyChoice Any(Random random) => new()
    {
        Dispatch = Pick(random, SchedulingCatalogs.Dispatch.Names),
        Batching = Pick(random, SchedulingCatalogs.Batching.Names),
        Admission = Pick(random, SchedulingCatalogs.Admission.Names),
        Drop = Pick(random, SchedulingCatalogs.Drop.Names),
        QueueLimit = random.Next(3) == 0 ? random.Next(1, 20) : 1024,
    };

    private static string Pick(Random random, IReadOnlyCollection<string> names) => names.ElementAt(random.Next(names.Count));
}

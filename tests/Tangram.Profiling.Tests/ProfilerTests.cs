using Tangram.Core.Applications;
using Tangram.Core.Profiles;
using Tangram.Devices.Cpu;
using Tangram.Profiling.Devices;

namespace Tangram.Profiling.Tests;

/// <summary>Measurements with real workers. No time is looked at, only what was measured.</summary>
public sealed class ProfilerTests : IDisposable
{
    // Two rounds over batches of one and two on one core.
    private static readonly ProfileEffort Little = new("little", [1, 2], [1], WholeDevice: false, MinRuns: 2, MaxRuns: 2, TimeSpan.Zero, LongestShare: 1, OperatorItems: 1);

    private static readonly string[] Variants = ["wide", "narrow", "mender", "reader"];

    private readonly TestFolder _folder = new();
    private readonly List<ProfileTable> _saved = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_configuration_is_measured_and_the_operators_are_timed()
    {
        _folder.With("a.page", "one\ntwo").With("a.txt", "one\ntwo");
        var application = Applications.Reader(_folder.Root);
        var steps = new Steps();

        var table = await MeasureAsync(application, Little, steps: steps);

        Assert.Equal((1, "made", "cpu", 1, "little", MachineDescription.Line), (table.Version, table.Application, table.Device, table.Slices, table.Effort, table.Machine));
        Assert.True(ModelFingerprints.AreSame(ModelFingerprints.Of(application), table.Models));
        Assert.Equal(from v in Variants from b in (int[])[1, 2] select (v, "1c", 1, b), table.Entries.Select(e => (e.Variant, e.Profile, e.Concurrency, e.Batch)));
        Assert.Empty(table.Skipped);
        Assert.All(table.Entries, IsSound);
        Assert.All(table.Entries, e => Assert.Equal(2, e.RunMilliseconds.Count));
        Assert.Equal(
            [("answer", null), ("entry", null), ("mend", "mender"), ("read", "reader"), ("split", "narrow"), ("split", "wide")],
            table.Operators.Select(o => (o.Step, o.Variant)));
        Assert.All(table.Operators, o => Assert.InRange(o.P50Milliseconds, 0, o.P95Milliseconds));
        Assert.All(steps.All, s => Assert.InRange(s.Fraction, 0, 1));
    }

    [Fact]
    public async Task What_is_saved_grows_round_by_round_and_only_the_last_is_complete()
    {
        var table = await MeasureAsync(Applications.Reader(), Little);

        Assert.Equal([false, false, false, true], _saved.Select(t => t.Complete));
        Assert.Equal([0, 1, 2, 2], _saved.Select(t => t.Entries.Select(e => e.RunMilliseconds.Count).Append(0).Max()));
        Assert.Same(table, _saved[^1]);
        Assert.Empty(table.Operators);
    }

    [Fact]
    public async Task A_batch_too_long_for_the_objective_is_left_out_with_a_reason()
    {
        var table = await MeasureAsync(Applications.Reader(latencyMilliseconds: 1e-6), Little);

        Assert.Equal(Variants.Select(v => (v, 1)), table.Entries.Select(e => (e.Variant, e.Batch)));
        Assert.Equal(Variants.Select(v => (v, "1c", 1, 2)), table.Skipped.Select(s => (s.Variant, s.Profile, s.Concurrency, s.Batch)));
        Assert.All(table.Skipped, s => Assert.Matches(@"^a batch would run about \d+ ms; batches up to 0 ms are measured$", s.Reason));
    }

    [Fact]
    public async Task Processes_that_share_a_segment_are_measured_together()
    {
        var table = await MeasureAsync(Alone(), Little with { Batches = [1], Concurrencies = [1, 2] });

        Assert.Equal([(1, 2), (2, 2)], table.Entries.Select(e => (e.Concurrency, e.RunMilliseconds.Count)));
        Assert.All(table.Entries, IsSound);
        Assert.True(table.Entries[1].MemoryMiB > table.Entries[0].MemoryMiB);
    }

    [Fact]
    public async Task Parts_of_a_core_are_measured_beside_busy_neighbours_whose_memory_does_not_count()
    {
        var table = await MeasureAsync(Alone(), Little with { Concurrencies = [1, 2] }, slicesPerCore: 2);

        Assert.Equal((2, 2), (table.Slices, table.SlicesPerCore));
        Assert.Equal(
            [("0.5c", 1, 1), ("0.5c", 1, 2), ("1c", 1, 1), ("1c", 1, 2), ("1c", 2, 1), ("1c", 2, 2)],
            table.Entries.Select(e => (e.Profile, e.Concurrency, e.Batch)));
        Assert.All(table.Entries, IsSound);
        Assert.All(table.Entries, e => Assert.Equal(2, e.RunMilliseconds.Count));
        Assert.InRange(table.Find("small", "0.5c", 1, 1)!.MemoryMiB, 10, table.Find("small", "1c", 2, 1)!.MemoryMiB * 0.8);
        Assert.Empty(ProfileCheck.Faults(table));
    }

    [Fact]
    public async Task A_measurement_that_was_broken_off_keeps_its_runs_and_goes_on()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeasureAsync(Alone(), Little, stop: stop, stopAfterSaves: 2));
        var broken = _saved[^1];

        var steps = new Steps();
        var table = await MeasureAsync(Alone(), Little, broken, steps);

        Assert.False(broken.Complete);
        Assert.Equal([1, 1], broken.Entries.Select(e => e.RunMilliseconds.Count));
        Assert.True(table.Complete);
        Assert.Equal([2, 2], table.Entries.Select(e => e.RunMilliseconds.Count));
        Assert.Equal(broken.Entries.Select(e => e.RunMilliseconds[0]), table.Entries.Select(e => e.RunMilliseconds[0]));
        Assert.Equal(broken.Entries.Select(e => e.MemoryMiB), table.Entries.Select(e => e.MemoryMiB));
        Assert.DoesNotContain(steps.All, s => s.Doing.StartsWith("warming up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_has_all_its_runs_is_not_measured_again()
    {
        var earlier = await MeasureAsync(Alone(), Little);

        var table = await MeasureAsync(Alone(), Little, earlier with { Complete = false });

        Assert.Equal(earlier.Entries.Select(e => e.RunMilliseconds), table.Entries.Select(e => e.RunMilliseconds));
    }

    [Fact]
    public async Task Progress_never_goes_back()
    {
        var steps = new Steps();

        await MeasureAsync(Alone(), Little with { MaxRuns = 4, Limit = TimeSpan.FromMinutes(10) }, steps: steps);

        Assert.Equal(steps.All.Select(s => s.Fraction).Order(), steps.All.Select(s => s.Fraction));
    }

    [Fact]
    public async Task A_measurement_broken_off_before_the_first_round_begins_anew()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MeasureAsync(Alone(), Little, stop: stop, stopAfterSaves: 1));

        var table = await MeasureAsync(Alone(), Little, earlier: _saved[^1]);

        Assert.Equal([2, 2], table.Entries.Select(e => e.RunMilliseconds.Count));
        Assert.All(table.Entries, IsSound);
    }

    [Fact]
    public async Task What_was_left_out_stays_left_out_and_what_is_new_is_measured()
    {
        var application = Alone(latencyMilliseconds: 1e-6);
        var earlier = await MeasureAsync(application, Little);

        var table = await MeasureAsync(application, Little with { Concurrencies = [1, 2] }, earlier);

        Assert.Equal([(1, 1), (2, 1)], table.Entries.Select(e => (e.Concurrency, e.Batch)));
        Assert.Equal(earlier.Skipped[0], table.Skipped[0]);
        Assert.Equal([(1, 2), (2, 2)], table.Skipped.Select(s => (s.Concurrency, s.Batch)));
        Assert.Equal(earlier.Entries[0].RunMilliseconds, table.Entries[0].RunMilliseconds.Take(2));
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_ends_the_measurement()
    {
        var broken = Applications.Variant("broken", _folder.With("broken.onnx", "not a model").At("broken.onnx"), 3, 48, 96);

        var fault = await Assert.ThrowsAsync<Tangram.Devices.Workers.ModelFailedException>(() => MeasureAsync(Applications.Of([Applications.Node("one", broken)], []), Little));

        Assert.Contains("broken", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_saved);
    }

    private static Application Alone(double latencyMilliseconds = 60_000) => Applications.Of(
        [Applications.Node("one", Applications.Variant("small", Repository.Model("ch_ppocr_mobile_v2.0_cls_infer.onnx"), 3, 48, 96))], [], latencyMilliseconds: latencyMilliseconds);

    private static void IsSound(ProfileEntry entry)
    {
        Assert.All(entry.RunMilliseconds, r => Assert.True(r > 0));
        Assert.InRange(entry.P50Milliseconds, entry.RunMilliseconds.Min(), entry.P95Milliseconds);
        Assert.InRange(entry.P99Milliseconds, entry.P95Milliseconds, entry.RunMilliseconds.Max());
        Assert.True(entry is { ItemsPerSecond: > 0, MemoryMiB: > 10 });
    }

    private Task<ProfileTable> MeasureAsync(
        Application application, ProfileEffort effort, ProfileTable? earlier = null, Steps? steps = null, CancellationTokenSource? stop = null, int stopAfterSaves = 0, int slicesPerCore = 1)
    {
        var cancellation = stop?.Token ?? TestContext.Current.CancellationToken;
        return new Profiler(application, new MeasuredCores(MachineDescription.Cpu(1, slicesPerCore), [CpuAffinity.ProcessCores[0]]), effort).MeasureAsync(earlier, Save, steps ?? new Steps(), cancellation);

        void Save(ProfileTable table)
        {
            _saved.Add(table);
            if (_saved.Count == stopAfterSaves)
            {
                stop!.Cancel();
            }
        }
    }
}

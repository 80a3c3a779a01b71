using System.Globalization;
using Tangram.Core.Applications;
using Tangram.Core.Devices;
using Tangram.Core.Files;
using Tangram.Core.Profiles;
using Tangram.Devices.Partitioning;
using Tangram.Profiling.Devices;
using Tangram.Profiling.Signatures;

namespace Tangram.Profiling;

/// <summary>Measures an application's variants on this machine's segments (JigsawServe's offline profiler [P], on cores).</summary>
/// <remarks>
/// First each variant alone in a fresh process, batches ascending: that warms up, shows its memory and finds the batches that are too
/// long to be of use. Then rounds over all configurations in shuffled order, so that a drift of the machine falls on all alike; on a device that does not hold
/// segments of all types at once, over those of one type after the other. What is smaller than a core is measured beside as many neighbours as the rest of the
/// core has room for, and by one process, since the kernel deals time out by processes.
/// </remarks>
/// <param name="application">Whose variants.</param>
/// <param name="measured">The device they are measured on.</param>
/// <param name="effort">How much is measured.</param>
public sealed class Profiler(Application application, IMeasuredDevice measured, ProfileEffort effort)
{
    private readonly DeviceModel _device = measured.Model;
    private readonly int _slicesPerCore = CpuDevice.SlicesPerCore(measured.Model);
    private readonly Random _random = new(7);
    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>Measures.</summary>
    /// <param name="earlier">A measurement that was broken off, to go on with; null to begin.</param>
    /// <param name="save">Is given what is known so far after every round; the last time it is complete.</param>
    /// <param name="progress">Is told how far it has come.</param>
    /// <param name="cancellation">Stops; what was saved can be resumed.</param>
    /// <exception cref="PartitioningException">The device lends no segment of a type.</exception>
    public async Task<ProfileTable> MeasureAsync(
        ProfileTable? earlier, Action<ProfileTable> save, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(save);
        ArgumentNullException.ThrowIfNull(progress);
        var configurations = Configurations();
        var known = Resume(configurations, earlier);
        await ProbeAsync([.. configurations.Where(c => !known.Contains(c))], new Slice(progress, 0, 0.3), cancellation);
        save(Table(configurations, [], complete: false));

        await RepeatAsync(Rounds(configurations), () => save(Table(configurations, [], complete: false)), new Slice(progress, 0.3, 0.9), cancellation);
        var operators = await OperatorTimer.MeasureAsync(application, measured.Cores, effort.OperatorItems, new Slice(progress, 0.9, 1), cancellation);
        var table = WithSignatures(Table(configurations, operators, complete: true));
        save(table);
        return table;
    }

    // They are shares of the memory system of a CPU.
    private ProfileTable WithSignatures(ProfileTable table)
    {
        if (!CpuDevice.Is(_device))
        {
            return table;
        }

        var memory = MemoryMeter.Measure(measured.Cores);
        var alone = table.Entries.Where(e => _device.Find(e.Profile)!.ComputeSlices >= _slicesPerCore).ToList();
        return table with { Signatures = SignatureEstimator.Estimate(application, alone, memory), MemorySystem = memory };
    }

    private List<Configuration> Configurations() =>
        [.. from profile in _device.Profiles
            where effort.WholeDevice || profile.ComputeSlices <= _slicesPerCore
            where !LeavesNoRoom(profile)
            from concurrency in effort.Concurrencies
            where concurrency == 1 || profile.ComputeSlices >= _slicesPerCore
            from variant in application.Tasks.SelectMany(t => t.Variants)
            from batch in effort.Batches
            select new Configuration(variant, new SegmentType(profile, concurrency), batch)];

    // Cores are cut where they are few; there no plan gives one of several tasks the whole device.
    private bool LeavesNoRoom(PartitionProfile profile) =>
        _slicesPerCore > 1 && measured.Cores.Count > 1 && profile.ComputeSlices == _device.ComputeSlices && application.Tasks.Count(t => !t.IsOptional) > 1;

    // Runs measured before count again; what was left out then is left out now.
    private static HashSet<Configuration> Resume(List<Configuration> configurations, ProfileTable? earlier)
    {
        var known = new HashSet<Configuration>(ReferenceEqualityComparer.Instance);
        foreach (var configuration in configurations)
        {
            var (variant, profile, concurrency, batch) = (configuration.Variant.Name, configuration.Type.Profile.Name, configuration.Type.Concurrency, configuration.Batch);
            if (earlier?.Find(variant, profile, concurrency, batch) is { } entry)
            {
                configuration.Runs.AddRange(entry.RunMilliseconds);
                configuration.Throughputs.AddRange(Enumerable.Repeat(entry.ItemsPerSecond, entry.RunMilliseconds.Count / concurrency));
                configuration.MemoryMiB = entry.MemoryMiB;
                known.Add(configuration);
            }
            else if (earlier?.Skipped.FirstOrDefault(s => s.Batch == batch && s.Concurrency == concurrency
                && string.Equals(s.Variant, variant, StringComparison.Ordinal) && string.Equals(s.Profile, profile, StringComparison.Ordinal)) is { } skipped)
            {
                configuration.Skipped = skipped.Reason;
                known.Add(configuration);
            }
        }

        return known;
    }

    private async Task ProbeAsync(IReadOnlyList<Configuration> configurations, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var groups = configurations.GroupBy(c => (c.Variant, c.Type)).ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new WorkStep((double)i / groups.Count, $"warming up {groups[i].Key.Variant.Name} on {groups[i].Key.Type}"));
            await ProbeAsync([.. groups[i].OrderBy(c => c.Batch)], cancellation);
        }
    }

    private async Task ProbeAsync(Configuration[] ascending, CancellationToken cancellation)
    {
        var (variant, type) = (ascending[0].Variant, ascending[0].Type);
        var longest = application.Objectives.LatencyMilliseconds * effort.LongestShare;
        await using var bench = await SegmentBench.StartAsync(measured.Lend(type), type.Concurrency, cancellation);
        await bench.LoadAsync(variant, ascending[^1].Batch);
        var perItem = 0.0;
        foreach (var configuration in ascending)
        {
            if (perItem * configuration.Batch > longest)
            {
                configuration.Skipped = string.Create(CultureInfo.InvariantCulture, $"a batch would run about {perItem * configuration.Batch:F0} ms; batches up to {longest:F0} ms are measured");
                continue;
            }

            var (milliseconds, _) = await bench.RunAsync(variant, configuration.Batch, SampleItem.Of(variant));
            perItem = milliseconds.Max() / configuration.Batch;
            configuration.MemoryMiB = await bench.PeakMemoryMiBAsync();
        }
    }

    // What is measured in one go: everything, or what is of one type of segment.
    private IReadOnlyList<Configuration[]> Rounds(List<Configuration> configurations)
    {
        var wanted = configurations.Where(c => c.Skipped is null).ToArray();
        return measured.HoldsEveryType ? [wanted] : [.. wanted.GroupBy(c => c.Type).Select(g => g.ToArray())];
    }

    private async Task RepeatAsync(IReadOnlyList<Configuration[]> rounds, Action save, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        for (var i = 0; i < rounds.Count; i++)
        {
            await RepeatAsync(rounds[i], effort.Limit / rounds.Count, save, new Slice(progress, (double)i / rounds.Count, (i + 1.0) / rounds.Count), cancellation);
        }
    }

    private async Task RepeatAsync(Configuration[] configurations, TimeSpan limit, Action save, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        var benches = new Dictionary<SegmentType, SegmentBench>();
        try
        {
            foreach (var type in configurations.Select(c => c.Type).Distinct())
            {
                benches[type] = await SegmentBench.StartAsync(measured.Lend(type), type.Concurrency, cancellation);
                foreach (var variant in configurations.Where(c => c.Type == type).GroupBy(c => c.Variant))
                {
                    await benches[type].LoadAsync(variant.Key, variant.Max(c => c.Batch));
                    await benches[type].RunAsync(variant.Key, 1, SampleItem.Of(variant.Key));
                }
            }

            var started = _time.GetTimestamp();
            for (var open = Open(TimeSpan.Zero); open.Length > 0; open = Open(_time.GetElapsedTime(started)))
            {
                _random.Shuffle(open);
                foreach (var configuration in open)
                {
                    cancellation.ThrowIfCancellationRequested();
                    progress.Report(new WorkStep(Done(configurations, _time.GetElapsedTime(started), limit), configuration.ToString()));
                    var (milliseconds, itemsPerSecond) = await benches[configuration.Type].RunAsync(configuration.Variant, configuration.Batch, SampleItem.Of(configuration.Variant));
                    configuration.Runs.AddRange(milliseconds);
                    configuration.Throughputs.Add(itemsPerSecond);
                }

                save();
            }

            Configuration[] Open(TimeSpan elapsed) => [.. configurations.Where(c => IsOpen(c, elapsed, limit))];
        }
        finally
        {
            foreach (var bench in benches.Values)
            {
                await bench.DisposeAsync();
            }
        }
    }

    private bool IsOpen(Configuration configuration, TimeSpan elapsed, TimeSpan limit) =>
        configuration.Runs.Count < effort.MinRuns
        || (elapsed < limit && configuration.Runs.Count < effort.MaxRuns && Percentiles.RelativeUncertaintyOfP95(configuration.Runs) > 0.05);

    // It ends when every configuration has its fewest runs and either the time is up or none is open: the slower of the two tells how far it is.
    private double Done(Configuration[] configurations, TimeSpan elapsed, TimeSpan limit)
    {
        var byRuns = configurations.Sum(c => Math.Min(c.Runs.Count, effort.MinRuns)) / (double)(configurations.Length * effort.MinRuns);
        var closed = configurations.Count(c => !IsOpen(c, TimeSpan.Zero, limit)) / (double)configurations.Length;
        return Math.Min(byRuns, Math.Clamp(Math.Max(elapsed / limit, closed), 0, 1));
    }

    private ProfileTable Table(List<Configuration> configurations, IReadOnlyList<OperatorTime> operators, bool complete) => new(
        JsonFile.Version,
        application.Name,
        _device.Name,
        _device.ComputeSlices,
        measured.Machine,
        _time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        effort.Name,
        ModelFingerprints.Of(application),
        complete,
        [.. configurations.Where(c => c.Runs.Count > 0).Select(c => c.ToEntry())],
        [.. configurations.Where(c => c.Skipped is not null).Select(c => new SkippedEntry(c.Variant.Name, c.Type.Profile.Name, c.Type.Concurrency, c.Batch, c.Skipped!))],
        operators,
        SlicesPerCore: _slicesPerCore);

    /// <summary>Reports the progress of a part as progress of the whole.</summary>
    private sealed class Slice(IProgress<WorkStep> whole, double from, double to) : IProgress<WorkStep>
    {
        public void Report(WorkStep value) => whole.Report(value with { Fraction = from + ((to - from) * value.Fraction) });
    }
}

using Tangram.Prediction;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;
using Tangram.Server.Learning;

namespace Tangram.Server.Tests.Learning;

public sealed class ObservationLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tangram-observations-").FullName;

    private string File => Path.Combine(_folder, "observations.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_can_be_read()
    {
        using (var log = new ObservationLog(File, "run", Fail))
        {
            log.Write(Observed("1"));
            log.Write(Observed("2"));
        }

        Assert.Equal(["run-1", "run-2"], Read(File).Select(o => o.Batch));
    }

    [Fact]
    public void A_file_that_is_full_is_followed_by_another_and_the_oldest_goes()
    {
        using (var log = new ObservationLog(File, "run", Fail, mostBytes: 1000))
        {
            for (var i = 0; i < 1000; i++)
            {
                log.Write(Observed(i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                log.Flush();
            }
        }

        Assert.Equal(["observations.csv", "observations.csv.1", "observations.csv.2", "observations.csv.3"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var kept = Enumerable.Range(1, 3).Reverse().SelectMany(n => Read($"{File}.{n}")).Concat(new FileInfo(File).Length > 300 ? Read(File) : []).Select(o => o.Batch).ToList();
        Assert.Equal("run-999", kept[^1]);
        Assert.Equal(kept.Count, kept.Distinct().Count());
    }

    [Fact]
    public void An_earlier_file_is_kept_beside()
    {
        using (var first = new ObservationLog(File, "first", Fail))
        {
            first.Write(Observed("1"));
        }

        using (var second = new ObservationLog(File, "second", Fail))
        {
            second.Write(Observed("1"));
        }

        Assert.Equal("first-1", Assert.Single(Read($"{File}.1")).Batch);
        Assert.Equal("second-1", Assert.Single(Read(File)).Batch);
    }

    [Fact]
    public void A_full_disk_is_told_once_and_nothing_more_is_written()
    {
        var faults = new List<IOException>();
        using (var log = new ObservationLog("/dev/full", "run", faults.Add))
        {
            for (var i = 0; i < 1000; i++)
            {
                log.Write(Observed("1"));
                log.Flush();
            }
        }

        Assert.Single(faults);
    }

    private static void Fail(IOException fault) => Assert.Fail(fault.Message);

    private static IReadOnlyList<Observation> Read(string file)
    {
        using var reader = new StreamReader(file);
        return ObservationText.Read(reader, file);
    }

    private static Observation Observed(string batch)
    {
        var runner = new Runner(new Signature("v", 0.5, 0.5), 1, 0.5);
        return new Observation(batch, runner, 10, 15, [new ObservedCoRunner(runner, new Presence(0, 0.5, 0.5))], 1.5);
    }
}

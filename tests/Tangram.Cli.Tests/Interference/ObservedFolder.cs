using System.Globalization;
using Tangram.Cli.Files;
using Tangram.Prediction;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Cli.Tests.Interference;

/// <summary>A temporary folder with made-up observations; gone when disposed.</summary>
internal sealed class ObservedFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tangram-interference-").FullName;

    public string Observations => At("observations.csv");

    public string At(string name) => Path.Combine(_root, name);

    /// <summary>Batches that all take twice as long as alone, beside as few others or as many.</summary>
    public ObservedFolder WithTwofold(int count = 80, int mostBeside = 2, int leastBeside = 0)
    {
        ObservationFile.Save(Observations, Enumerable.Range(0, count).Select(i => new Observation(
            i.ToString(CultureInfo.InvariantCulture), Runner(i), 10, 20, [.. Enumerable.Range(1, leastBeside + (i % (mostBeside - leastBeside + 1))).Select(b => new ObservedCoRunner(Runner(i + b), new Presence(0, 0.5, 0.5)))], i)));
        return this;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static Runner Runner(int number) => new(new Signature($"v{number % 3}", 0.5, 0.25), 1 << (number % 4), 0.5);
}

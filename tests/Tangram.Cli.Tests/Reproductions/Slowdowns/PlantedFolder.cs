using System.Globalization;
using Tangram.Cli.Files;
using Tangram.Prediction;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Cli.Tests.Reproductions.Slowdowns;

/// <summary>A temporary folder with a recording in which what holds was planted; gone when disposed.</summary>
internal sealed class PlantedFolder : IDisposable
{
    private static readonly string[] Variants = ["a", "b", "c"];
    private readonly string _root = Directory.CreateTempSubdirectory("tangram-fig5-").FullName;

    public string Observations => At("observations.csv");

    public string At(string name) => Path.Combine(_root, name);

    /// <summary>The figure of the recording, as a command line makes it.</summary>
    public Task<CommandRun> Figure(params string[] more) => CommandRun.Of(["reproduce", "interference-fig5", "--observations", Observations, .. more]);

    /// <summary>Batches, each beside what <paramref name="beside"/> says of its number and slowed down as <paramref name="slowdown"/> says of what ran beside it.</summary>
    /// <param name="count">How many.</param>
    /// <param name="beside">When others were there.</param>
    /// <param name="slowdown">The slowdown, from the batch's number and the presences.</param>
    public PlantedFolder With(int count, Func<int, Presence[]> beside, Func<int, Presence[], double> slowdown)
    {
        ObservationFile.Save(Observations, Enumerable.Range(0, count).Select(i =>
        {
            var presences = beside(i);
            return new Observation(i.ToString(CultureInfo.InvariantCulture), Runner(i), 10, 10 * slowdown(i, presences), [.. presences.Select((p, b) => new ObservedCoRunner(Runner((i / 3) + b), p))], i);
        }));
        return this;
    }

    /// <summary>Batches that come and go beside at most one other, by turns alone, beside one to the end, and beside one that leaves early or late.</summary>
    public PlantedFolder WithPairs(Func<Presence[], double> slowdown, int count = 1200) => With(count, ComeAndGo, (_, p) => slowdown(p));

    /// <summary>Alone, to the end, or, of five that change, four that leave early and one that leaves late.</summary>
    public static Presence[] ComeAndGo(int number) => (number * 7919 % 8) switch
    {
        0 => [],
        1 or 2 => [new Presence(0, 1, 1)],
        3 => [new Presence(0, 0.95, 1)],
        _ => [new Presence(0, 0.05, 1)],
    };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // All alike, so that only what was planted tells them apart.
    private static Runner Runner(int number) => new(new Signature(Variants[number % Variants.Length], 0.5, 0.25), 1, 0.5);
}

using Tangram.Cli.Files;
using Tangram.Prediction;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Cli.Tests.Files;

public sealed class ObservationsFileTests
{
    private static readonly Runner Small = new(new Signature("small", 0.25, 0.5), 2, 0.5);
    private static readonly Runner Large = new(new Signature("large", 1, 0.125), 1, 1);

    [Fact]
    public void Each_co_runner_has_a_row_and_a_batch_alone_has_one()
    {
        IReadOnlyList<Observation> observations =
        [
            new("1", Small, 10, 12.5, [], 0.25),
            new("2", Small, 10, 20, [new(Large, new Presence(0, 0.6, 1)), new(Small, new Presence(1 / 3.0, 1, 0))], 1.5),
        ];

        Assert.Equal(
            """
            batch_id,variant,batch,share,solo_ms,l2,dram,co_variant,co_batch,co_share,co_l2,co_dram,overlap,latency_ms,started_s,co_from,expected_overlap
            1,small,2,0.5,10,0.25,0.5,,,,,,0,12.5,0.25,,
            2,small,2,0.5,10,0.25,0.5,large,1,1,1,0.125,0.6,20,1.5,0,1
            2,small,2,0.5,10,0.25,0.5,small,2,0.5,0.25,0.5,0.666667,20,1.5,0.333333,0

            """.ReplaceLineEndings("\n"),
            ObservationsFile.Write(observations));
    }

    [Fact]
    public void What_is_not_known_is_empty() =>
        Assert.EndsWith(",0,12.5,,,\n", ObservationsFile.Write([new("1", Small, 10, 12.5, [])]), StringComparison.Ordinal);

    [Fact]
    public void Observations_lie_beside_the_profile() =>
        Assert.Equal(Path.GetDirectoryName(ProfileFile.DefaultPath("ocr", 2)) + "/ocr-cpu2.observations.csv", ObservationsFile.DefaultPath("ocr", 2));
}

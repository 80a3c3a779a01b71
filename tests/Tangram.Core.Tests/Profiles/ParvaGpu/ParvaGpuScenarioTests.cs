using Tangram.Core.Files;
using Tangram.Core.Profiles.ParvaGpu;

namespace Tangram.Core.Tests.Profiles.ParvaGpu;

/// <summary>Applications made of ParvaGPU's scenarios.</summary>
public sealed class ParvaGpuScenarioTests
{
    private const string Nobody = "N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A";

    [Fact]
    public void A_column_is_the_model_at_its_place_in_the_alphabet_and_not_available_means_not_part()
    {
        var services = Read($"100,{Nobody}\nN/A,183,{Nobody[4..]}", $"7,{Nobody}\nN/A,353,{Nobody[4..]}", 2);

        Assert.Equal([("densenet121", 183.0, 353.0)], services);
    }

    [Fact]
    public void The_text_is_one_single_task_application_per_service() =>
        Assert.Equal(
            """
            version: 1
            applications:
              - name: bert
                demand: 19
                objectives: {latencyMilliseconds: 6434, accuracy: 1}
                tasks:
                  - name: infer
                    variants: [{name: bert}]
              - name: vgg19
                demand: 354.5
                objectives: {latencyMilliseconds: 396.5, accuracy: 1}
                tasks:
                  - name: infer
                    variants: [{name: vgg19}]

            """,
            ParvaGpuScenario.Write([("bert", 6434, 19), ("vgg19", 396.5, 354.5)]));

    [Theory]
    [InlineData(0, "latency.csv: has no row 0; it has rows 1 to 1")]
    [InlineData(2, "latency.csv: has no row 2; it has rows 1 to 1")]
    public void A_row_that_is_not_there_is_refused(int row, string message) => Refused(message, $"1,{Nobody}", $"1,{Nobody}", row);

    [Fact]
    public void A_row_that_is_not_as_it_should_be_is_refused_with_file_and_line()
    {
        Refused("latency.csv: line 1: has 2 columns; 11 are right: " + string.Join(", ", ParvaGpuScenario.Models), "1,2", $"1,{Nobody}", 1);
        Refused("rate.csv: line 1: 'x' is neither a number above 0 nor N/A", $"1,{Nobody}", $"x,{Nobody}", 1);
        Refused("rate.csv: line 1: '0' is neither a number above 0 nor N/A", $"1,{Nobody}", $"0,{Nobody}", 1);
        Refused("rate.csv: line 1: says that bert is not part of the scenario (N/A); latency.csv gives it a figure", $"1,{Nobody}", $"N/A,{Nobody}", 1);
        Refused("latency.csv: line 1: has no model that is part of the scenario", $"N/A,{Nobody}", $"N/A,{Nobody}", 1);
    }

    private static void Refused(string message, string latency, string rate, int row) =>
        Assert.Equal(message, Assert.Throws<InvalidFileException>(() => Read(latency, rate, row)).Message);

    private static IReadOnlyList<(string Model, double LatencyMilliseconds, double RequestsPerSecond)> Read(string latency, string rate, int row) =>
        ParvaGpuScenario.Read(("latency.csv", latency), ("rate.csv", rate), row);
}

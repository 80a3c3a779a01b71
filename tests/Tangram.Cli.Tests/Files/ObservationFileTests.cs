using Tangram.Cli.Files;

namespace Tangram.Cli.Tests.Files;

public sealed class ObservationFileTests
{
    [Fact]
    public void Observations_lie_beside_the_profile() =>
        Assert.Equal(Path.GetDirectoryName(ProfileFile.DefaultPath("ocr", 2)) + "/ocr-cpu2.observations.csv", ObservationFile.DefaultPath("ocr", 2));
}

using Microsoft.Extensions.Logging.Abstractions;
using Tangram.Server.Inference;
using Tangram.Server.Options;
using Tangram.Server.Repository;
using Tangram.Server.Serving;
using Tangram.Server.Tests.Serving.Fakes;

namespace Tangram.Server.Tests.Repository;

public sealed class RepositoryControlTests
{
    [Fact]
    public async Task A_model_does_not_take_the_name_of_what_an_application_serves()
    {
        var folder = Directory.CreateTempSubdirectory("tangram-control-");
        using var bench = new Bench();
        var (directory, application) = (new ModelDirectory(), new ApplicationModel(Numbers.Bound, bench.Executor));
        directory.Set(application);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, Numbers.Name + ".onnx"), "a model", TestContext.Current.CancellationToken);
        await using var control = new RepositoryControl([new ModelRepository(folder.FullName)], [0], directory, new HostSurroundings(new ServerOptions(), bench.Metrics, NullLogger.Instance, bench.Clock));

        await control.StartAsync(TestContext.Current.CancellationToken);

        Assert.Same(application, directory.Find(Numbers.Name, string.Empty));
        var entry = Assert.Single(control.Index());
        Assert.Equal((Numbers.Name, "UNAVAILABLE", "the application serves a model of that name; rename the repository's"), (entry.Name, entry.State, entry.Reason));
        folder.Delete(recursive: true);
    }
}

using Tangram.Devices.Workers;

namespace Tangram.Devices.Tests.Workers;

public sealed class WorkerLocationTests
{
    [Fact]
    public void The_worker_and_the_native_library_are_copied_beside_every_program_that_references_it()
    {
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "tangram-worker.dll")));
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "tangram-worker.runtimeconfig.json")));
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "libonnxruntime.so")));
    }

    [Fact]
    public void A_missing_worker_is_told_with_what_to_run()
    {
        var fault = Assert.Throws<WorkerStartException>(() => WorkerLocation.In("/nowhere"));

        Assert.Equal("the worker is missing: there is no tangram-worker.dll in /nowhere; run './tangram', which builds it", fault.Message);
    }

    [Fact]
    public async Task The_assembly_alone_is_started_by_the_running_dotnet()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "tangram-worker.dll");
        var settings = new WorkerSettings { Location = new WorkerLocation(Path.Combine(WorkerLocation.DotnetRoot, "dotnet"), [assembly]) };

        await using var worker = await Angle.StartAsync(settings);

        Assert.True(worker.ProcessId > 0);
    }
}

using Tangram.Cli.Files;
using Tangram.TestKit.Gpus;

namespace Tangram.EndToEnd.Tests.Gpus;

/// <summary>Serving on a GPU that is a file: real servers, models, workers and clients; the workers compute on the CPU.</summary>
[Collection("one server at a time")]
public sealed class ServedGpuTests : IDisposable
{
    private readonly FakeGpus _gpus = new("a100-80gb");

    public void Dispose() => _gpus.Dispose();

    [Fact]
    public async Task A_GPU_is_profiled_cut_and_served_on_while_plans_change_and_what_a_killed_server_leaves_is_taken_over()
    {
        // What somebody left there goes.
        _gpus.Add("gi 0 1 9 4", "ci 0 1 0 2 0 1");
        await using (var server = await GpuServer.StartAsync(_gpus, "--demand", "0.2"))
        {
            await server.IsAsCutAsync();
            Assert.Contains("HARBOUR DELI", await server.ReadAsync(), StringComparison.Ordinal);

            var load = server.LoadAsync(rate: 1, seconds: 6);
            await server.GrowAsync();
            await server.IsAsCutAsync();
            var report = await load;
            Assert.Equal((report.Sent, 0, 0), (report.InTime + report.Late, report.Lost, report.Failed));
            await server.KillAsync();
        }

        var left = _gpus.Lines;
        await using (var next = await GpuServer.StartAsync(_gpus))
        {
            await next.IsAsCutAsync();
            Assert.Contains("HARBOUR DELI", await next.ReadAsync(), StringComparison.Ordinal);
            Assert.Equal(left, _gpus.Lines);

            var second = await Assert.ThrowsAsync<IOException>(() => GpuServer.StartAsync(_gpus));
            Assert.Contains($"GPU 0 is controlled by process {next.Id}", second.Message, StringComparison.Ordinal);
        }

        await RefusesWhatCannotBeAsync();
        await RefusesProfilesOfCoresAsync();
        await using var mended = await GpuServer.StartAsync(_gpus);
        await mended.IsAsCutAsync();
    }

    private async Task RefusesProfilesOfCoresAsync()
    {
        var kept = ProfileFile.Load(Path.Combine(_gpus.Folder, "tangram", "ocr-a100-80gb.profile.glance.json"));
        var profile = Path.Combine(_gpus.Folder, "profile.json");
        ProfileFile.Save(profile, kept with { Device = "cpu" });
        var before = _gpus.Lines;

        var refused = await Assert.ThrowsAsync<IOException>(() => GpuServer.StartAsync(_gpus, "--profile", profile));

        Assert.Contains("the profile was measured on a device 'cpu', but a100-80gb is to be used: run 'tangram profile' with the same --gpus", refused.Message, StringComparison.Ordinal);
        Assert.Contains("a rehearsal; GPUs are cut, but workers compute on the CPU", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _gpus.Lines);
    }

    // The first segment lacks its compute instance, and the driver refuses to create it again.
    private async Task RefusesWhatCannotBeAsync()
    {
        _gpus.Remove("ci 0 " + _gpus.Lines.First(l => l.StartsWith("gi", StringComparison.Ordinal)).Split(' ')[2] + " ");
        var before = _gpus.Layout;
        _gpus.Fail("nvmlDeviceCreateGpuInstanceWithPlacement", 23);

        var refused = await Assert.ThrowsAsync<IOException>(() => GpuServer.StartAsync(_gpus));

        Assert.Contains(": the GPU has no room for it there", refused.Message, StringComparison.Ordinal);
        Assert.Contains("the devices are cut as before", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before.Count, _gpus.Layout.Count);
        _gpus.Mend();
    }
}

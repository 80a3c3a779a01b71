using System.Diagnostics;
using Tangram.Devices.Workers;
using Tangram.Protocol.Worker.Messages;

namespace Tangram.Devices.Tests.Workers;

public sealed class SupervisedWorkerTests
{
    private readonly RecordingWatcher _watcher = new();

    [Fact]
    public async Task A_batch_in_flight_when_the_process_is_killed_is_lost_and_the_successor_serves()
    {
        await using var worker = await StartAsync(Angle.Variant, Angle.Slow);
        Assert.Equal("ready", await _watcher.NextAsync());
        var first = worker.ProcessId;
        var run = worker.RunAsync(Angle.SlowBatch(), Timeout.InfiniteTimeSpan);

        Kill(first);

        await Assert.ThrowsAsync<WorkerLostException>(() => run);
        Assert.Equal($"lost: worker process {first} exited with code 137", await _watcher.NextAsync());
        Assert.Equal("ready", await _watcher.NextAsync());
        using var result = await worker.RunAsync(Angle.Batch(1), Angle.Patience);
        Assert.NotEqual(first, worker.ProcessId);
    }

    [Fact]
    public async Task A_hung_run_costs_the_process_and_not_the_worker()
    {
        await using var worker = await StartAsync(Angle.Variant, Angle.Slow);
        Assert.Equal("ready", await _watcher.NextAsync());

        await Assert.ThrowsAsync<WorkerLostException>(() => worker.RunAsync(Angle.SlowBatch(), TimeSpan.FromMilliseconds(50)));

        Assert.EndsWith("was killed because a command took longer than 0.05 s", await _watcher.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("ready", await _watcher.NextAsync());
        using var result = await worker.RunAsync(Angle.Batch(1), Angle.Patience);
    }

    [Fact]
    public async Task A_model_error_leaves_the_process_alone()
    {
        await using var worker = await StartAsync(Angle.Variant);
        var process = worker.ProcessId;

        await Assert.ThrowsAsync<ModelFailedException>(() => worker.RunAsync(Angle.Of(Angle.Variant, new float[1]), Angle.Patience));

        using var result = await worker.RunAsync(Angle.Batch(1), Angle.Patience);
        Assert.Equal(process, worker.ProcessId);
    }

    [Fact]
    public async Task Shapes_the_model_leaves_open_are_known_after_the_warm_up()
    {
        await using var worker = await StartAsync(Angle.Variant, Angle.Slow with { ItemShape = [3, 64, 32] });

        Assert.Equal([-1, 2], worker.Variants[Angle.Name].Outputs[0].Shape);
        Assert.Equal([-1, 1, 64, 32], worker.Variants[Angle.Slow.Variant].Outputs[0].Shape);
    }

    [Fact]
    public async Task A_variant_that_cannot_be_loaded_stops_the_start()
    {
        await Assert.ThrowsAsync<ModelFailedException>(() => StartAsync(Angle.Variant with { ModelPath = "/nowhere" }));

        Assert.True(_watcher.IsSilent);
    }

    [Fact]
    public async Task A_stopped_worker_is_not_restarted_and_takes_no_batches()
    {
        var worker = await StartAsync(Angle.Variant);
        Assert.Equal("ready", await _watcher.NextAsync());
        var process = worker.ProcessId;

        await worker.StopAsync();

        Assert.False(Directory.Exists($"/proc/{process}"));
        Assert.True(_watcher.IsSilent);
        Assert.False(worker.IsReady);
        await Assert.ThrowsAsync<WorkerLostException>(() => worker.RunAsync(Angle.Batch(1), Angle.Patience));
        await worker.DisposeAsync();
    }

    [Fact]
    public async Task A_restart_that_fails_is_told_and_tried_again()
    {
        using var folder = new ModelCopy(Repository.Model("ch_ppocr_mobile_v2.0_cls_infer.onnx"));
        await using var worker = await StartAsync(Angle.Variant with { ModelPath = folder.Path });
        Assert.Equal("ready", await _watcher.NextAsync());
        folder.Hide();

        Kill(worker.ProcessId);

        Assert.StartsWith("lost:", await _watcher.NextAsync(), StringComparison.Ordinal);
        Assert.StartsWith("restart failed: model file", await _watcher.NextAsync(), StringComparison.Ordinal);
        folder.Show();
        string told;
        do
        {
            told = await _watcher.NextAsync();
        }
        while (told != "ready");

        using var result = await worker.RunAsync(Angle.Batch(1), Angle.Patience);
    }

    private static void Kill(int? id)
    {
        using var process = Process.GetProcessById(id!.Value);
        process.Kill();
    }

    private Task<SupervisedWorker> StartAsync(params LoadVariant[] variants) =>
        SupervisedWorker.StartAsync(new WorkerSettings(), variants, _watcher, cancellation: TestContext.Current.CancellationToken);

    private sealed class ModelCopy : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tangram-tests-");

        public ModelCopy(string model) => File.Copy(model, Path);

        public string Path => System.IO.Path.Combine(_folder.FullName, "m.onnx");

        public void Hide() => File.Move(Path, Path + ".hidden");

        public void Show() => File.Move(Path + ".hidden", Path);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Tangram.Devices.Cpu;
using Tangram.Devices.Workers;

namespace Tangram.Devices.Tests.Workers;

public sealed class WorkerProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_gives_the_numbers_that_the_model_gives_in_process()
    {
        await using var worker = await Angle.StartAsync();
        await worker.LoadAsync(Angle.Variant);

        using var result = await worker.RunAsync(Angle.Batch(1, 2), Angle.Patience);

        Assert.Equal([2, 2], result.Outputs[0].Shape);
        Assert.Equal(InProcess(1, 2), result.Outputs[0].Floats.ToArray());
        Assert.True(result.RunNanoseconds > 0);
    }

    [Fact]
    public async Task A_worker_computes_from_memory_of_the_server()
    {
        await using var worker = await Angle.StartAsync();

        var mapped = await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{worker.ProcessId}/maps"), Cancellation);

        Assert.Contains("memfd:tangram-tensors", mapped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_four_equals_four_batches_of_one()
    {
        await using var worker = await Angle.StartAsync();
        await worker.LoadAsync(Angle.Variant);

        using var four = await worker.RunAsync(Angle.Batch(1, 2, 3, 4), Angle.Patience);

        for (var i = 0; i < 4; i++)
        {
            using var one = await worker.RunAsync(Angle.Batch(i + 1), Angle.Patience);
            Assert.Equal(one.Outputs[0].Floats.ToArray(), four.Outputs[0].Floats.Slice(2 * i, 2).ToArray(), (a, b) => MathF.Abs(a - b) < 1e-5f);
        }
    }

    [Fact]
    public async Task The_start_of_a_run_is_told_on_the_clock_of_the_caller()
    {
        await using var worker = await Angle.StartAsync();
        await worker.LoadAsync(Angle.Variant);

        var before = Stopwatch.GetTimestamp();
        using var result = await worker.RunAsync(Angle.Batch(1), Angle.Patience);
        var after = Stopwatch.GetTimestamp();

        Assert.InRange(result.StartedNanoseconds, before, after);
        Assert.InRange(result.RunNanoseconds, 1, after - before);
    }

    [Fact]
    public async Task Every_thread_of_a_pinned_worker_keeps_to_its_cores()
    {
        var core = CpuAffinity.ProcessCores[^1];
        await using var worker = await Angle.StartAsync(new WorkerSettings { Cores = [core] });
        await worker.LoadAsync(Angle.Variant with { Threads = 2 });
        await worker.WarmUpAsync(Angle.Name, 4);

        var threads = Directory.GetDirectories($"/proc/{worker.ProcessId}/task");

        Assert.True(threads.Length > 1);
        Assert.All(threads, thread => Assert.Equal(core.ToString(CultureInfo.InvariantCulture), AllowedCores(Path.Combine(thread, "status"))));
        Assert.Contains($"TANGRAM_CORES={core}", File.ReadAllText($"/proc/{worker.ProcessId}/environ").Split('\0'));
    }

    [Fact]
    public async Task A_missing_model_file_is_told_on_one_line_and_the_worker_goes_on()
    {
        await using var worker = await Angle.StartAsync();

        var fault = await Assert.ThrowsAsync<ModelFailedException>(() => worker.LoadAsync(Angle.Variant with { ModelPath = "/nowhere/m.onnx" }));

        Assert.Equal("model file '/nowhere/m.onnx' of variant 'angle' does not exist: correct the variant's path in the application file", fault.Message);
        await worker.LoadAsync(Angle.Variant);
    }

    [Fact]
    public async Task A_model_that_takes_another_shape_is_refused_when_it_is_loaded()
    {
        await using var worker = await Angle.StartAsync();

        var fault = await Assert.ThrowsAsync<ModelFailedException>(() => worker.LoadAsync(Angle.Variant with { ItemShape = [1, 48, 192] }));

        Assert.Contains("not batches of up to 4 items of [1,48,192]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_of_the_wrong_length_is_refused_and_the_next_batch_runs()
    {
        await using var worker = await Angle.StartAsync();
        await worker.LoadAsync(Angle.Variant);

        var fault = await Assert.ThrowsAsync<ModelFailedException>(() => worker.RunAsync(Angle.Of(Angle.Variant, new float[100]), Angle.Patience));

        Assert.Equal("input 'x' of variant 'angle' came with 400 bytes, but FP32 in shape [1,3,48,192] takes 110592", fault.Message);
        using var result = await worker.RunAsync(Angle.Batch(1), Angle.Patience);
    }

    [Fact]
    public async Task A_batch_larger_than_loaded_for_or_of_an_unknown_variant_is_refused()
    {
        await using var worker = await Angle.StartAsync();
        await worker.LoadAsync(Angle.Variant);

        var large = await Assert.ThrowsAsync<ModelFailedException>(() => worker.RunAsync(Angle.Batch(1, 2, 3, 4, 5), Angle.Patience));
        var unknown = await Assert.ThrowsAsync<ModelFailedException>(() => worker.RunAsync(Angle.SlowBatch(), Angle.Patience));

        Assert.Equal("a batch of 5 is too large for variant 'angle', which was loaded for at most 4", large.Message);
        Assert.Equal("no variant called 'slow' is loaded; loaded: angle", unknown.Message);
    }

    [Fact]
    public async Task An_unknown_runtime_is_refused_with_the_names_there_are()
    {
        await using var worker = await Angle.StartAsync();

        var fault = await Assert.ThrowsAsync<ModelFailedException>(() => worker.LoadAsync(Angle.Variant with { Runtime = "tflite" }));

        Assert.StartsWith("no model runtime is called 'tflite'; known: onnx", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unloaded_variant_no_longer_runs()
    {
        await using var worker = await Angle.StartAsync();
        await worker.LoadAsync(Angle.Variant);
        await worker.UnloadAsync(Angle.Name);

        await Assert.ThrowsAsync<ModelFailedException>(() => worker.RunAsync(Angle.Batch(1), Angle.Patience));
    }

    [Fact]
    public async Task A_killed_worker_is_noticed_at_once_and_its_batch_is_lost()
    {
        await using var worker = await Angle.StartAsync();
        await worker.LoadAsync(Angle.Slow);
        var run = worker.RunAsync(Angle.SlowBatch(), Timeout.InfiniteTimeSpan);
        Assert.False(run.IsCompleted);

        using (var process = Process.GetProcessById(worker.ProcessId))
        {
            process.Kill();
        }

        var reason = await worker.Exited.WaitAsync(Angle.Patience, Cancellation);
        var lost = await Assert.ThrowsAsync<WorkerLostException>(() => run);
        Assert.Equal($"worker process {worker.ProcessId} exited with code 137", reason);
        Assert.Equal(reason, lost.Message);
        await Assert.ThrowsAsync<WorkerLostException>(() => worker.MemoryAsync());
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_killed()
    {
        await using var worker = await Angle.StartAsync();
        await worker.LoadAsync(Angle.Slow);

        var lost = await Assert.ThrowsAsync<WorkerLostException>(() => worker.RunAsync(Angle.SlowBatch(), TimeSpan.FromMilliseconds(50)));

        Assert.Equal($"worker process {worker.ProcessId} was killed because a command took longer than 0.05 s", lost.Message);
    }

    [Fact]
    public async Task Disposing_in_the_middle_of_a_batch_leaves_no_process()
    {
        var worker = await Angle.StartAsync();
        await worker.LoadAsync(Angle.Slow);
        var run = worker.RunAsync(Angle.SlowBatch(), Timeout.InfiniteTimeSpan);

        await worker.DisposeAsync();

        Assert.False(Directory.Exists($"/proc/{worker.ProcessId}"));
        await Assert.ThrowsAsync<WorkerLostException>(() => run);
    }

    [Fact]
    public async Task Stopping_lets_the_worker_end_by_itself()
    {
        var worker = await Angle.StartAsync(new WorkerSettings { StopTimeout = Angle.Patience });

        await worker.StopAsync();

        Assert.Equal($"worker process {worker.ProcessId} exited with code 0", await worker.Exited);
    }

    [Fact]
    public async Task A_ping_tells_how_many_bytes_arrived()
    {
        await using var worker = await Angle.StartAsync();

        var pong = await worker.PingAsync([new byte[400_000], new byte[92]]);

        Assert.Equal(400_092, pong.ReceivedBytes);
    }

    [Fact]
    public async Task Memory_use_is_told()
    {
        await using var worker = await Angle.StartAsync();

        var memory = await worker.MemoryAsync();

        Assert.InRange(memory.ResidentBytes, 1 << 20, memory.PeakResidentBytes);
    }

    [Fact]
    public async Task A_program_that_is_no_worker_is_told_with_its_exit_code()
    {
        var settings = new WorkerSettings { Location = new WorkerLocation("/bin/sh", ["-c", "echo broken >&2; exit 3"]) };

        var fault = await Assert.ThrowsAsync<WorkerStartException>(() => Angle.StartAsync(settings));

        Assert.Matches("^the worker ended before it connected: worker process [0-9]+ exited with code 3; it said: broken$", fault.Message);
    }

    [Fact]
    public async Task A_program_that_does_not_connect_in_time_is_told_even_if_its_child_holds_its_standard_error()
    {
        var settings = new WorkerSettings { Location = new WorkerLocation("/bin/sh", ["-c", "sleep 20; true"]), StartTimeout = TimeSpan.FromMilliseconds(200) };

        var fault = await Assert.ThrowsAsync<WorkerStartException>(() => Angle.StartAsync(settings)).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        Assert.Equal("the worker did not connect within 0.2 s", fault.Message);
    }

    [Fact]
    public async Task Cores_that_this_process_may_not_use_are_refused()
    {
        var fault = await Assert.ThrowsAsync<WorkerStartException>(() => Angle.StartAsync(new WorkerSettings { Cores = [1000] }));

        Assert.StartsWith("cores [1000] cannot be pinned to; this process may use [", fault.Message, StringComparison.Ordinal);
    }

    private static string AllowedCores(string statusFile) =>
        File.ReadLines(statusFile).First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1].Trim();

    private static float[] InProcess(params int[] seeds)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(Repository.Model("ch_ppocr_mobile_v2.0_cls_infer.onnx"), options);
        using var input = OrtValue.CreateTensorValueFromMemory([.. seeds.SelectMany(Angle.Input)], [seeds.Length, 3, 48, 192]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, session.InputNames, [input], session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}

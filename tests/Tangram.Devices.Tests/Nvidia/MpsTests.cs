using System.Diagnostics;
using System.Globalization;
using Tangram.Devices.Nvidia;
using Tangram.Devices.Partitioning;
using Tangram.TestKit.Gpus;

namespace Tangram.Devices.Tests.Nvidia;

public sealed class MpsTests
{
    [Fact]
    public void A_single_process_sees_its_segment_alone_and_needs_no_daemon()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        var segments = new[] { partitioner.Create(0, "1g.10gb", 0), partitioner.Create(0, "1g.10gb", 1) };

        var settings = segments.Select(s => partitioner.SettingsOf(s, 1)).ToList();

        Assert.Equal(segments.Select(s => s.Identity), settings.Select(s => s.Environment["CUDA_VISIBLE_DEVICES"]));
        Assert.NotEqual(segments[0].Identity, segments[1].Identity);
        Assert.All(settings, s => Assert.Single(s.Environment));
        Assert.Empty(gpus.MpsJournal);
    }

    [Fact]
    public void Processes_that_share_a_segment_share_it_by_a_daemon_of_its_own()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        var (small, large) = (partitioner.Create(0, "1g.10gb", 0), partitioner.Create(0, "3g.40gb", 4));

        var (ofSmall, ofLarge) = (partitioner.SettingsOf(small, 2).Environment, partitioner.SettingsOf(large, 3).Environment);

        Assert.Equal(small.Identity, ofSmall["CUDA_VISIBLE_DEVICES"]);
        Assert.Equal(("50", "0=5120M"), (ofSmall["CUDA_MPS_ACTIVE_THREAD_PERCENTAGE"], ofSmall["CUDA_MPS_PINNED_DEVICE_MEM_LIMIT"]));
        Assert.Equal(("33", "0=13653M"), (ofLarge["CUDA_MPS_ACTIVE_THREAD_PERCENTAGE"], ofLarge["CUDA_MPS_PINNED_DEVICE_MEM_LIMIT"]));
        Assert.NotEqual(ofSmall["CUDA_MPS_PIPE_DIRECTORY"], ofLarge["CUDA_MPS_PIPE_DIRECTORY"]);
        Assert.NotEqual(ofSmall["CUDA_MPS_LOG_DIRECTORY"], ofLarge["CUDA_MPS_LOG_DIRECTORY"]);
        Assert.Equal(
            [
                $"start {small.Identity}", "set_default_active_thread_percentage 50", "set_default_device_pinned_mem_limit 0 5120M",
                $"start {large.Identity}", "set_default_active_thread_percentage 33", "set_default_device_pinned_mem_limit 0 13653M",
            ],
            gpus.MpsJournal);
        Assert.All([ofSmall, ofLarge], e => Assert.True(ProcessTree.IsAlive(Daemon(e))));
    }

    [Fact]
    public void A_daemon_is_kept_for_the_same_concurrency_and_replaced_for_another()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        var segment = partitioner.Create(0, "2g.20gb", 0);

        var first = Daemon(partitioner.SettingsOf(segment, 2).Environment);
        Assert.Equal(first, Daemon(partitioner.SettingsOf(segment, 2).Environment));
        var second = Daemon(partitioner.SettingsOf(segment, 4).Environment);
        partitioner.SettingsOf(segment, 1);

        Assert.NotEqual(first, second);
        Assert.False(ProcessTree.IsAlive(first));
        Assert.False(ProcessTree.IsAlive(second));
        Assert.Equal(2, gpus.MpsJournal.Count(l => l == "quit"));
    }

    [Fact]
    public void Daemons_end_with_their_segment_and_with_the_controller_and_leave_nothing()
    {
        using var gpus = new FakeGpus("a100-80gb");
        var partitioner = GpuBench.Open(gpus);
        var (one, two) = (partitioner.Create(0, "1g.10gb", 0), partitioner.Create(0, "1g.10gb", 1));
        var daemons = new[] { Daemon(partitioner.SettingsOf(one, 2).Environment), Daemon(partitioner.SettingsOf(two, 2).Environment) };

        partitioner.Destroy(one);
        Assert.Equal([false, true], daemons.Select(ProcessTree.IsAlive));
        partitioner.Dispose();

        Assert.Equal([false, false], daemons.Select(ProcessTree.IsAlive));
        Assert.Empty(Files(gpus));
    }

    [Fact]
    public void A_segment_that_cannot_be_destroyed_keeps_its_daemon()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        var segment = partitioner.Create(0, "1g.10gb", 0);
        var environment = partitioner.SettingsOf(segment, 2).Environment;
        gpus.Fail("nvmlGpuInstanceDestroy", 19);

        GpuBench.Refuses(() => partitioner.Destroy(segment));

        Assert.True(ProcessTree.IsAlive(Daemon(environment)));
    }

    [Theory]
    [InlineData("refuses-start", "starting the MPS daemon: exit code 1: Cannot start: the device is in a bad state")]
    [InlineData("refuses-commands", "telling the MPS daemon 'set_default_active_thread_percentage 50': exit code 1: Failed to set it")]
    [InlineData("writes-no-pid", "Cannot find MPS control daemon process")]
    public void A_daemon_that_does_not_start_is_told_of_and_leaves_nothing(string fault, string message)
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        var segment = partitioner.Create(0, "1g.10gb", 0);
        File.WriteAllText(Path.Combine(gpus.Folder, fault), string.Empty);

        Assert.Contains(message, GpuBench.Refuses(() => partitioner.SettingsOf(segment, 2)).Message, StringComparison.Ordinal);
        Assert.Empty(Files(gpus));
        File.Delete(Path.Combine(gpus.Folder, fault));
        Assert.True(ProcessTree.IsAlive(Daemon(partitioner.SettingsOf(segment, 2).Environment)));
    }

    [Fact]
    public void Without_the_control_program_only_shared_segments_are_refused()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = NvidiaPartitioner.Open(GpuBench.Options(gpus) with { MpsControl = "/no/such/program" });
        var segment = partitioner.Create(0, "1g.10gb", 0);

        Assert.Single(partitioner.SettingsOf(segment, 1).Environment);
        Assert.Contains("'/no/such/program' cannot be run", GpuBench.Refuses(() => partitioner.SettingsOf(segment, 2)).Message, StringComparison.Ordinal);
        Assert.Empty(Files(gpus));
    }

    [Fact]
    public void A_daemon_that_does_not_listen_is_killed()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = NvidiaPartitioner.Open(GpuBench.Options(gpus) with { MpsPatience = TimeSpan.FromMilliseconds(1500) });
        var segment = partitioner.Create(0, "1g.10gb", 0);
        var daemon = Daemon(partitioner.SettingsOf(segment, 2).Environment);
        File.WriteAllText(Path.Combine(gpus.Folder, "is-deaf"), string.Empty);

        partitioner.Destroy(segment);

        Assert.False(ProcessTree.IsAlive(daemon));
        Assert.Empty(Files(gpus));
    }

    [Fact]
    public void Daemons_that_a_crashed_controller_left_are_ended_by_the_next()
    {
        using var gpus = new FakeGpus("a100-80gb", "a100-80gb");
        using var other = NvidiaPartitioner.Open(GpuBench.Options(gpus) with { Gpus = [1] });
        var ofOther = Daemon(other.SettingsOf(other.Create(0, "1g.10gb", 0), 2).Environment);
        using var crashed = NvidiaPartitioner.Open(GpuBench.Options(gpus) with { Gpus = [0], LockFolder = Path.Combine(gpus.Folder, "gone") });
        var left = Daemon(crashed.SettingsOf(crashed.Create(0, "1g.10gb", 0), 2).Environment);

        using var next = NvidiaPartitioner.Open(GpuBench.Options(gpus) with { Gpus = [0] });

        Assert.False(ProcessTree.IsAlive(left));
        Assert.True(ProcessTree.IsAlive(ofOther));
        Assert.Single(next.Segments());
    }

    [Fact]
    public void A_number_that_another_process_has_by_now_is_nobodys_daemon()
    {
        using var gpus = new FakeGpus("a100-80gb");
        string pipes;
        using (var first = GpuBench.Open(gpus))
        {
            pipes = first.SettingsOf(first.Create(0, "1g.10gb", 0), 2).Environment["CUDA_MPS_PIPE_DIRECTORY"];
        }

        Directory.CreateDirectory(pipes);
        using var bystander = Process.Start("sleep", "60");
        File.WriteAllText(Path.Combine(pipes, "nvidia-cuda-mps-control.pid"), bystander.Id.ToString(CultureInfo.InvariantCulture));

        using var next = GpuBench.Open(gpus);

        Assert.False(bystander.HasExited);
        Assert.False(Directory.Exists(pipes));
        bystander.Kill();
    }

    [Fact]
    public void Clients_of_its_daemons_are_not_foreign()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = GpuBench.Open(gpus);
        var daemon = Daemon(partitioner.SettingsOf(partitioner.Create(0, "1g.10gb", 0), 2).Environment);
        gpus.Add($"process 0 {daemon} 1");

        Assert.Equal("1g.10gb", partitioner.Create(0, "1g.10gb", 1).Profile);
    }

    [Fact]
    public void A_folder_with_too_long_a_path_for_sockets_is_refused()
    {
        using var gpus = new FakeGpus("a100-80gb");
        using var partitioner = NvidiaPartitioner.Open(GpuBench.Options(gpus) with { MpsFolder = Path.Combine(gpus.Folder, new string('x', 90)) });
        var segment = partitioner.Create(0, "1g.10gb", 0);

        Assert.Contains("set TMPDIR to a shorter one", GpuBench.Refuses(() => partitioner.SettingsOf(segment, 2)).Message, StringComparison.Ordinal);
    }

    private static int Daemon(IReadOnlyDictionary<string, string> environment) =>
        int.Parse(File.ReadAllText(Path.Combine(environment["CUDA_MPS_PIPE_DIRECTORY"], "nvidia-cuda-mps-control.pid")), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Files(FakeGpus gpus) =>
        Directory.Exists(Path.Combine(gpus.Folder, "mps")) ? Directory.EnumerateFileSystemEntries(Path.Combine(gpus.Folder, "mps"), "*", SearchOption.AllDirectories).Where(e => Directory.GetParent(e)!.Name != "mps") : [];
}

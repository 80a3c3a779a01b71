using Tangram.Devices.Partitioning;

namespace Tangram.Devices.Tests.Partitioning;

public sealed class DeviceLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tangram-lock-").FullName;

    [Fact]
    public void A_device_is_locked_once_until_it_is_let_go()
    {
        using (DeviceLock.Take(_folder, "GPU-1", "GPU 0"))
        {
            var refusal = Assert.Throws<PartitioningException>(() => DeviceLock.Take(_folder, "GPU-1", "GPU 0"));
            Assert.StartsWith($"GPU 0 is controlled by process {Environment.ProcessId} (", refusal.Message, StringComparison.Ordinal);
            using var other = DeviceLock.Take(_folder, "GPU-2", "GPU 1");
        }

        using var next = DeviceLock.Take(_folder, "GPU-1", "GPU 0");
    }

    [Fact]
    public void Other_users_find_it_locked_not_forbidden()
    {
        var folder = Path.Combine(_folder, "new");
        using var taken = DeviceLock.Take(folder, "GPU-1", "GPU 0");

        Assert.True(File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherWrite | UnixFileMode.StickyBit));
        Assert.All(Directory.EnumerateFiles(folder), f => Assert.True(File.GetUnixFileMode(f).HasFlag(UnixFileMode.OtherWrite)));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told_of()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), string.Empty);

        Assert.Contains("cannot be locked", Assert.Throws<PartitioningException>(() => DeviceLock.Take(Path.Combine(_folder, "file", "locks"), "GPU-1", "GPU 0")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

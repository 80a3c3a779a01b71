using System.Runtime.Versioning;
using Tangram.Devices.Workers;

namespace Tangram.Devices.Tests.Workers;

[SupportedOSPlatform("linux")]
public sealed class SocketFolderTests
{
    [Fact]
    public void Only_this_user_may_enter_the_folder_and_it_is_removed_afterwards()
    {
        string folder;
        using (var socket = new SocketFolder())
        {
            folder = Path.GetDirectoryName(socket.SocketPath)!;
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_folder_too_long_for_a_socket_path_is_passed_over()
    {
        var deep = Directory.CreateTempSubdirectory("tangram-tests-");
        try
        {
            var longer = deep.CreateSubdirectory(new string('x', 100));

            using var socket = new SocketFolder([longer.FullName, Path.GetTempPath()]);

            Assert.StartsWith(Path.GetTempPath(), socket.SocketPath, StringComparison.Ordinal);
            Assert.Empty(longer.GetFileSystemInfos());
        }
        finally
        {
            deep.Delete(recursive: true);
        }
    }

    [Fact]
    public void No_usable_folder_is_told_with_what_to_do()
    {
        var fault = Assert.Throws<WorkerStartException>(() => new SocketFolder(["/nowhere"]));

        Assert.Contains("set TMPDIR", fault.Message, StringComparison.Ordinal);
    }
}

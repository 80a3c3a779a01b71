using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tangram.TestKit.Gpus;

/// <summary>GPUs that are lines of a file, behind a stand-in for NVIDIA's libraries and programs that gcc makes of fake-nvml.c. Disposing ends them.</summary>
/// <remarks>Seen by the thread that made them, and by every process started with <see cref="Environment"/>.</remarks>
public sealed class FakeGpus : IDisposable
{
    private static readonly Lazy<string> Compiled = new(Compile);

    /// <summary>One GPU for each model, with MIG enabled and nothing on it; <c>MODEL:off</c> has MIG disabled, <c>MODEL:lost</c> has fallen off the bus.</summary>
    public FakeGpus(params IReadOnlyList<string> models)
    {
        Folder = Directory.CreateTempSubdirectory("tangram-gpus-").FullName;
        Write([.. models.Select((model, i) => Gpu(i, model))]);
        System.Environment.SetEnvironmentVariable("TANGRAM_NVML", Compiled.Value);
        UseHere();
        File.Copy(Path.Combine(Sources, "nvidia-cuda-mps-control"), MpsControl);
    }

    /// <summary>A folder of their own, for locks and the like.</summary>
    public string Folder { get; }

    /// <summary>The stand-in for MPS' control program; its journal lies beside it.</summary>
    public string MpsControl => Path.Combine(Folder, "nvidia-cuda-mps-control");

    /// <summary>What the MPS daemons were told, line by line.</summary>
    public IReadOnlyList<string> MpsJournal => File.Exists(Path.Combine(Folder, "journal")) ? File.ReadAllLines(Path.Combine(Folder, "journal")) : [];

    /// <summary>What a process must be started with to see them.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["TANGRAM_NVML"] = Compiled.Value, ["FAKE_NVML_STATE"] = State, ["TMPDIR"] = Folder };

    /// <summary>The lines of the file, without those that count.</summary>
    public IReadOnlyList<string> Lines => [.. File.ReadAllLines(State).Where(l => !l.StartsWith("serial", StringComparison.Ordinal))];

    /// <summary>GPU instances and compute instances by place, whatever their numbers.</summary>
    public IReadOnlyList<string> Layout =>
        [.. Lines.Select(l => l.Split(' ')).Where(w => w[0] is "gi").Select(w => $"gpu {w[1]} profile {w[3]} at {w[4]} with {string.Join('+', Lines.Select(l => l.Split(' ')).Where(c => c[0] is "ci" && c[1] == w[1] && c[2] == w[2]).Select(c => c[4]).Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal)];

    private static string Sources => Path.Combine(Repository.Root, "tests", "Tangram.TestKit", "Gpus");

    private string State => Path.Combine(Folder, "gpus");

    /// <summary>Lets this thread see them.</summary>
    public void UseHere() => Call("fake_nvml_use");

    /// <summary>Lets all threads of this process see them that see no others.</summary>
    public void UseOnEveryThread() => Call("fake_nvml_use_on_every_thread");

    /// <summary>Adds lines to the file.</summary>
    public void Add(params IReadOnlyList<string> lines) => Write([.. Lines, .. lines]);

    /// <summary>Removes the lines that begin with a text.</summary>
    public void Remove(string beginning) => Write([.. Lines.Where(l => !l.StartsWith(beginning, StringComparison.Ordinal))]);

    /// <summary>A function of NVML answers a code, once or several times, after some calls that it does not.</summary>
    public void Fail(string function, int code, int after = 0, int times = 1) => Add(string.Create(CultureInfo.InvariantCulture, $"fail {function} {code} {after} {times}"));

    /// <summary>The functions answer as they should again.</summary>
    public void Mend() => Remove("fail ");

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*.pid", SearchOption.AllDirectories))
        {
            try
            {
                using var left = Process.GetProcessById(int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
                left.Kill();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
            {
                // It has ended.
            }
        }

        Directory.Delete(Folder, recursive: true);
    }

    private void Call(string function) => Marshal.GetDelegateForFunctionPointer<Use>(NativeLibrary.GetExport(NativeLibrary.Load(Compiled.Value), function))(State);

    private static string Gpu(int index, string model)
    {
        var (name, state) = model.Split(':') is [var n, var s] ? (n, s) : (model, string.Empty);
        return string.Create(CultureInfo.InvariantCulture, $"gpu {index} {name} {(state is "off" or "enabling" ? 0 : 1)} {(state is "off" ? 0 : 1)} {(state is "lost" ? 1 : 0)}");
    }

    // As the library itself does: those who read see the old file or the new one.
    private void Write(IReadOnlyList<string> lines)
    {
        var serial = File.Exists(State) ? File.ReadAllLines(State).Where(l => l.StartsWith("serial", StringComparison.Ordinal)) : [];
        File.WriteAllLines(State + ".written", [.. lines, .. serial]);
        File.Move(State + ".written", State, overwrite: true);
    }

    private static string Compile()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "libfake-nvml.so");
        var own = string.Create(CultureInfo.InvariantCulture, $"{library}.{System.Environment.ProcessId}");
        try
        {
            var start = new ProcessStartInfo("gcc", ["-std=gnu17", "-O1", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-o", own, Path.Combine(Sources, "fake-nvml.c")]) { UseShellExecute = false, RedirectStandardError = true };
            using var gcc = Process.Start(start)!;
            var said = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            if (gcc.ExitCode != 0)
            {
                throw new InvalidOperationException($"gcc cannot make fake-nvml.c: {said}");
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("gcc is missing, which the tests of GPUs need: 'apt-get install -y gcc libc6-dev', as eng/setup does", e);
        }

        File.Move(own, library, overwrite: true);
        return library;
    }

    private delegate void Use([MarshalAs(UnmanagedType.LPUTF8Str)] string state);
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Tangram.Planning.Milp;

namespace Tangram.Planning.Solvers.Cbc;

/// <summary>A child process that solves one model after the other.</summary>
internal sealed class CbcProcess : IDisposable
{
    // 128 + SIGABRT and SIGSEGV.
    private const int Aborted = 134;
    private const int Crashed = 139;
    private readonly Process _process;
    private readonly BinaryWriter _writer;
    private readonly BinaryReader _reader;
    private string? _lastWords;

    private CbcProcess(Process process)
    {
        _process = process;
        _writer = new BinaryWriter(new BufferedStream(process.StandardInput.BaseStream, 1 << 16));
        _reader = new BinaryReader(new BufferedStream(process.StandardOutput.BaseStream, 1 << 16));
        process.ErrorDataReceived += (_, line) => _lastWords = string.IsNullOrWhiteSpace(line.Data) ? _lastWords : line.Data;
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts one.</summary>
    /// <exception cref="MilpException">It could not be started.</exception>
    public static CbcProcess Start()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var assembly = Path.Combine(AppContext.BaseDirectory, "tangram-solver.dll");
        var start = new ProcessStartInfo(Path.Combine(root, "dotnet"), [assembly, CbcChild.Argument])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        try
        {
            return File.Exists(assembly)
                ? new CbcProcess(Process.Start(start)!)
                : throw new MilpException($"the solver is missing: there is no {assembly}; run './tangram', which builds it");
        }
        catch (Win32Exception e)
        {
            throw new MilpException($"the solver process could not be started: {e.Message}", e);
        }
    }

    /// <summary>Asks for a solve.</summary>
    public void Ask(MilpModel model, MilpLimits limits, int attempt)
    {
        try
        {
            CbcWire.Write(_writer, model, limits, attempt);
        }
        catch (IOException)
        {
            // It is gone; waiting for the answer tells how.
        }
    }

    /// <summary>Says that nothing more will be asked.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Sends bytes as they are.</summary>
    internal void Send(byte[] bytes)
    {
        _writer.Write(bytes);
        _writer.Flush();
    }

    /// <summary>Waits for the answer; null where the process ended instead.</summary>
    public CbcAnswer? Wait()
    {
        try
        {
            return CbcWire.ReadAnswer(_reader);
        }
        catch (IOException)
        {
            return null;
        }
        catch (InvalidDataException e)
        {
            throw new MilpException($"the solver process answered with what is no answer: {e.Message}", e);
        }
    }

    /// <summary>Kills it; without effect if it is gone.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>How it ended by itself, on one line; waits until it has.</summary>
    public (bool IsAborted, string Words) HowItEnded()
    {
        _process.WaitForExit();
        var words = _lastWords is { } last ? $": {last}" : string.Empty;
        return (_process.ExitCode is Aborted or Crashed, string.Create(CultureInfo.InvariantCulture, $"exit code {_process.ExitCode}{words}"));
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
        _reader.Dispose();
    }
}

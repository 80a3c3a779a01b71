using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tangram.Planning.Milp;

namespace Tangram.Planning.Solvers.Cbc;

/// <summary>The child process: reads models on standard input, answers on standard output, until the input ends.</summary>
/// <remarks>
/// Exit code 0 at the end of the input, which is also how the parent's death shows, even in the middle of a solve; 2 for wrong use or for what is
/// no model. CBC prints to standard output whatever it is told, so answers go out through a copy of it.
/// </remarks>
internal static class CbcChild
{
    /// <summary>The only argument.</summary>
    public const string Argument = "--stdio";

    public static int Run(string[] args)
    {
        if (args is not [Argument])
        {
            Console.Error.WriteLine($"usage: tangram-solver {Argument}    (planners start it; there is no need to start it by hand)");
            return 2;
        }

        // Ctrl+C reaches the whole process group; the parent decides when a solver goes.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var output = new FileStream(new SafeFileHandle(CbcNative.Duplicate(1), ownsHandle: true), FileAccess.Write, bufferSize: 0);
        using var nowhere = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);
        _ = CbcNative.Replace((int)nowhere.DangerousGetHandle(), 1);
        using var work = new BlockingCollection<(MilpModel Model, MilpLimits Limits, int Attempt)>();
        var solving = new Thread(() => Answer(work, output)) { IsBackground = true };
        solving.Start();
        return Read(work);
    }

    // Reading goes on while CBC works: the end of the input ends the process at once.
    private static int Read(BlockingCollection<(MilpModel Model, MilpLimits Limits, int Attempt)> work)
    {
        using var input = new BinaryReader(new BufferedStream(Console.OpenStandardInput(), 1 << 16));
        var code = 0;
        try
        {
            while (CbcWire.ReadModel(input) is { } asked)
            {
                work.Add(asked);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Console.Error.WriteLine($"tangram-solver: what was to be solved is no model: {e.Message}");
            code = 2;
        }

        CbcNative.ExitAtOnce(code);
        return code;
    }

    private static void Answer(BlockingCollection<(MilpModel Model, MilpLimits Limits, int Attempt)> work, FileStream output)
    {
        using var writer = new BinaryWriter(new BufferedStream(output, 1 << 16));
        foreach (var (model, limits, attempt) in work.GetConsumingEnumerable())
        {
            CbcWire.Write(writer, CbcModel.Solve(model, limits, attempt));
        }
    }
}

using Tangram.Core.Files;
using Tangram.Planning.Milp;

namespace Tangram.Cli.Tests;

/// <summary>What users see when something goes wrong.</summary>
public sealed class GuardTests
{
    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new InvalidFileException("plan.json", [new Fault("a", "is bad"), new Fault("b", "is worse")]), 2, "plan.json: a: is bad\nplan.json: b: is worse\n" },
        { new InvalidFileException("no such thing"), 2, "no such thing\n" },
        { new FileNotFoundException("no such file"), 2, "no such file\n" },
        { new MilpException("no such solver"), 2, "no such solver\n" },
        { new OperationCanceledException(), 130, "interrupted\n" },
        { new InvalidOperationException("oops\nand more"), 1, "this is a fault of tangram: InvalidOperationException: oops and more (TANGRAM_DEBUG=1 shows where)\n" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_failure_becomes_lines_and_an_exit_code(Exception failure, int exitCode, string lines)
    {
        using var error = new StringWriter();

        Assert.Equal(exitCode, await Guard.RunAsync(() => throw failure, error));
        Assert.Equal(lines, error.ToString());
    }

    [Fact]
    public async Task A_commands_own_exit_code_is_passed_on() => Assert.Equal(3, await Guard.RunAsync(() => Task.FromResult(3), TextWriter.Null));
}

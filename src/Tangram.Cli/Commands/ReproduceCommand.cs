using System.CommandLine;
using Tangram.Cli.Commands.Reproduce;

namespace Tangram.Cli.Commands;

/// <summary><c>tangram reproduce FIGURE</c>: a paper's figure made anew, with the paper's numbers beside.</summary>
internal static class ReproduceCommand
{
    public static Command Create() =>
        new("reproduce", "Make figures of papers anew, with the papers' numbers beside\n\nExample:\n  tangram reproduce jigsaw-fig4 --html day.html")
        {
            JigsawFigure3Command.Create(),
            JigsawFigure4Command.Create(),
            ParisElsaCommand.Create(),
            InterferenceFigure5Command.Create(),
        };
}

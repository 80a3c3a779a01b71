using Spectre.Console;

namespace Tangram.Cli.Reproductions;

/// <summary>Shows a paper's figures beside ours.</summary>
internal static class ComparedTable
{
    /// <summary>Writes the table, and below it why each figure differs.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<ComparedFigure> figures)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Paper and ours").AddColumn("figure").AddColumn(new TableColumn("paper").RightAligned()).AddColumn(new TableColumn("ours").RightAligned());
        foreach (var figure in figures)
        {
            table.AddRow(Markup.Escape(figure.Name), Markup.Escape(figure.Paper), Markup.Escape(figure.Ours));
        }

        console.Write(table);
        foreach (var figure in figures)
        {
            console.WriteLine($"{figure.Name}: {figure.Why}");
        }
    }
}

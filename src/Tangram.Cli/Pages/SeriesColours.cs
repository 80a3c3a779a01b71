namespace Tangram.Cli.Pages;

/// <summary>Colours of lines and marks: those of the tasks in an order that shows on white and on black.</summary>
internal static class SeriesColours
{
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"];

    /// <summary>The colour of a series, by its place.</summary>
    public static string Of(int series) => Colours[series % Colours.Length];
}

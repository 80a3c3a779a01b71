using System.Globalization;
using Spectre.Console;
using Tangram.Profiling;

namespace Tangram.Cli.Terminal;

/// <summary>Shows how far long work has come: a bar with the time left on a terminal, a line every tenth elsewhere.</summary>
internal static class WorkProgress
{
    /// <summary>Runs <paramref name="work"/> under a bar.</summary>
    /// <param name="console">Where to draw; the error stream's, so that output stays clean.</param>
    /// <param name="title">What the work is.</param>
    /// <param name="work">The work; reports to the progress it is given.</param>
    public static Task<T> RunAsync<T>(IAnsiConsole console, string title, Func<IProgress<WorkStep>, Task<T>> work) =>
        console.Profile.Capabilities.Interactive ? DrawAsync(console, title, work) : work(new Lines(console, title));

    private static Task<T> DrawAsync<T>(IAnsiConsole console, string title, Func<IProgress<WorkStep>, Task<T>> work) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: 1);
            return await work(new Bar(task, title));
        });

    private sealed class Bar(ProgressTask task, string title) : IProgress<WorkStep>
    {
        public void Report(WorkStep value)
        {
            task.Value = value.Fraction;
            task.Description = Markup.Escape($"{title}: {value.Doing}");
        }
    }

    private sealed class Lines(IAnsiConsole console, string title) : IProgress<WorkStep>
    {
        private readonly Lock _gate = new();
        private int _tenths = -1;

        public void Report(WorkStep value)
        {
            lock (_gate)
            {
                var tenths = (int)(value.Fraction * 10);
                if (tenths > _tenths)
                {
                    _tenths = tenths;
                    console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{title}: {tenths * 10} % ({value.Doing})");
                }
            }
        }
    }
}

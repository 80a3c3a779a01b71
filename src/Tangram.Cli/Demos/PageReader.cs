using System.Diagnostics;
using System.Text.Json;
using Tangram.Core.Accuracy;
using Tangram.Profiling;

namespace Tangram.Cli.Demos;

/// <summary>Has every labelled page read by the idle server and by the plain loop, in turn, so that both see the same machine.</summary>
/// <remarks>Each page is read three times, with the server and the loop taking turns at being first, and the fastest time of each counts: a hiccup of the machine is neither's.</remarks>
internal sealed class PageReader(HttpClient client, Uri target, PlainLoop loop, CombinationAccuracy? evaluated)
{
    private const int WarmUps = 10;
    private const int Turns = 3;

    public async Task<IReadOnlyList<PageReading>> ReadAsync(IReadOnlyList<LabelledItem> pages, IProgress<WorkStep> progress, CancellationToken cancellation)
    {
        foreach (var page in pages.Take(WarmUps))
        {
            await AskAsync(page, cancellation);
            await loop.AnswerAsync(page.Body);
        }

        var readings = new List<PageReading>();
        foreach (var page in pages)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new WorkStep((double)readings.Count / pages.Count, $"page {page.Name}"));
            readings.Add(await ReadAsync(page, cancellation));
        }

        return readings;
    }

    private async Task<PageReading> ReadAsync(LabelledItem page, CancellationToken cancellation)
    {
        var answer = Array.Empty<byte>();
        var (server, plain) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var turn = 0; turn < Turns; turn++)
        {
            if (turn % 2 == 1)
            {
                plain = Faster(plain, await TimeAsync(() => loop.AnswerAsync(page.Body)));
            }

            server = Faster(server, await TimeAsync(async () => answer = await AskAsync(page, cancellation)));
            if (turn % 2 == 0)
            {
                plain = Faster(plain, await TimeAsync(() => loop.AnswerAsync(page.Body)));
            }
        }

        var read = Lines(answer);
        return new PageReading(
            page.Name,
            page.Lines,
            read,
            TextComparison.Compare(page.Name, page.Lines, read),
            evaluated?.Items.FirstOrDefault(i => string.Equals(i.Name, page.Name, StringComparison.Ordinal)),
            server.TotalMilliseconds,
            plain.TotalMilliseconds);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> run)
    {
        var started = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(started);
    }

    private static TimeSpan Faster(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task<byte[]> AskAsync(LabelledItem page, CancellationToken cancellation)
    {
        using var content = new ReadOnlyMemoryContent(page.Body);
        using var answer = await client.PostAsync(target, content, cancellation);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellation);
        return answer.IsSuccessStatusCode
            ? body
            : throw new IOException($"page {page.Name}: the idle server answered {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
    }

    private static IReadOnlyList<string> Lines(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        return [.. json.RootElement.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("text").GetString()!)];
    }
}

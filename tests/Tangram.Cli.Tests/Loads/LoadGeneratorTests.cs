using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tangram.Cli.Loads;
using Tangram.Profiling;

namespace Tangram.Cli.Tests.Loads;

public sealed class LoadGeneratorTests
{
    private static readonly string[] Kinds = ["answered", "refused", "dropped", "failed", "cut"];
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Requests_are_counted_by_how_they_ended()
    {
        await using var server = await LoadServer.StartAsync(AnswerByBody);

        var report = await RunAsync(server.Address, Minute, bodies: Kinds);

        Assert.True(report.Sent > 10);
        Assert.Equal(
            Kinds.Select((_, kind) => Enumerable.Range(0, report.Sent).Count(i => i % Kinds.Length == kind)),
            [report.InTime, report.Refused, report.Dropped, report.Failed, report.Lost]);
        Assert.Equal(0, report.Late);
        Assert.Equal((double)report.InTime / report.Sent, report.Attainment);
        Assert.Equal(
            [report.Refused, report.Dropped, report.Failed],
            ((string[])["no room for a request", "dropped: too late for it", "500 a fault"]).Select(e => report.Errors[e]));
        Assert.Equal(report.Lost, report.Errors.Values.Sum() - report.Refused - report.Dropped - report.Failed);
    }

    [Fact]
    public async Task An_answer_after_the_objective_is_late_and_other_ends_stay_what_they_are()
    {
        var objective = TimeSpan.FromMilliseconds(10);
        await using var server = await LoadServer.StartAsync(async (context, body) =>
        {
            await Task.Delay(objective * 2, context.RequestAborted);
            await AnswerByBody(context, body);
        });

        var report = await RunAsync(server.Address, objective, bodies: Kinds);

        Assert.Equal((0, 0.0), (report.InTime, report.Attainment));
        Assert.Equal(Enumerable.Range(0, report.Sent).Count(i => i % Kinds.Length == 0), report.Late);
        Assert.Equal(report.Sent, report.Late + report.Refused + report.Dropped + report.Failed + report.Lost);
        Assert.NotNull(report.P999Ms);
    }

    [Fact]
    public async Task No_request_is_sent_before_its_instant()
    {
        await using var server = await LoadServer.StartAsync((_, _) => Task.CompletedTask);

        // However quick the server, an answer comes after the instant the request was meant to be sent at.
        var report = await RunAsync(server.Address, objective: TimeSpan.FromTicks(1));

        Assert.Equal((0, report.Sent), (report.InTime, report.Late));
    }

    [Fact]
    public async Task Where_nobody_listens_every_request_is_lost()
    {
        var report = await RunAsync(LoadServer.Nobody, Minute);

        Assert.Equal((report.Sent, 0.0), (report.Lost, report.Attainment));
        Assert.Null(report.P50Ms);
    }

    [Fact]
    public async Task Every_request_is_sent_however_long_the_server_takes()
    {
        int expected;
        await using (var quick = await LoadServer.StartAsync((_, _) => Task.CompletedTask))
        {
            expected = (await RunAsync(quick.Address, Minute)).Sent;
        }

        // Answers none before all are there: a generator that waits for an answer would never send the last.
        var came = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoadServer.StartAsync((_, _) =>
        {
            if (Interlocked.Increment(ref came) == expected)
            {
                all.SetResult();
            }

            return all.Task.WaitAsync(TimeSpan.FromSeconds(30));
        });

        var report = await RunAsync(server.Address, Minute);

        Assert.Equal((expected, expected), (report.Sent, report.InTime));
    }

    [Fact]
    public async Task Latency_counts_from_the_intended_instant_even_if_the_generator_falls_behind()
    {
        await using var server = await LoadServer.StartAsync((_, _) => Task.CompletedTask);
        var duration = TimeSpan.FromSeconds(0.2);
        var behind = TimeSpan.FromSeconds(0.3);

        // The generator is held after its first request until all instants are past, so each of the others is sent late; the server is quick.
        var isHeld = false;
        var report = await RunAsync(server.Address, behind, duration: duration, then: () =>
        {
            if (!isHeld)
            {
                isHeld = true;
                var since = Stopwatch.GetTimestamp();
                SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(since) > duration + behind);
            }
        });

        Assert.True(report.Sent > 10);
        Assert.InRange(report.Late, report.Sent - 1, report.Sent);
        Assert.True(report.P50Ms > behind.TotalMilliseconds);
    }

    [Fact]
    public async Task A_load_that_is_broken_off_reports_what_was_sent()
    {
        await using var server = await LoadServer.StartAsync((_, _) => Task.CompletedTask);
        using var stop = new CancellationTokenSource();
        var reports = 0;

        var report = await RunAsync(server.Address, Minute, duration: Minute, cancellation: stop.Token, then: () =>
        {
            if (++reports == 3)
            {
                stop.Cancel();
            }
        });

        Assert.Equal((3, 3), (report.Sent, report.InTime));
    }

    [Fact]
    public async Task Seeds_decide_how_many_requests_there_are()
    {
        await using var server = await LoadServer.StartAsync((_, _) => Task.CompletedTask);

        var sent = new List<int>();
        foreach (var seed in (int[])[1, 1, 2, 3, 4])
        {
            var report = await RunAsync(server.Address, Minute, seed: seed, duration: TimeSpan.FromSeconds(0.1));
            sent.Add(report.Sent);
        }

        Assert.Equal(sent[0], sent[1]);
        Assert.True(sent.Distinct().Count() > 1);
    }

    [Fact]
    public async Task Requests_are_sent_at_the_instants_given_and_remember_them()
    {
        await using var server = await LoadServer.StartAsync((_, _) => Task.CompletedTask);
        TimeSpan[] instants = [TimeSpan.Zero, TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(31)];
        using var generator = new LoadGenerator(new LoadOptions(server.Address, [new byte[] { 1 }], 1, TimeSpan.FromSeconds(1), Minute, Seed: 1) { Instants = instants });

        var report = await generator.RunAsync(new Told(_ => { }), TestContext.Current.CancellationToken);

        Assert.Equal((3, 3), (report.Sent, report.InTime));
        Assert.Equal(instants, generator.Samples.Select(r => r.Due).Order());
    }

    [Fact]
    public async Task Progress_goes_from_0_to_1()
    {
        await using var server = await LoadServer.StartAsync((_, _) => Task.CompletedTask);
        var fractions = new List<double>();

        var report = await RunAsync(server.Address, Minute, told: step => fractions.Add(step.Fraction));

        Assert.Equal(report.Sent, fractions.Count);
        Assert.Equal(fractions.Order(), fractions);
        Assert.All(fractions, f => Assert.InRange(f, 0, 1));
    }

    private static async Task AnswerByBody(HttpContext context, string body)
    {
        (context.Response.StatusCode, var text) = body switch
        {
            "answered" => (200, "fine"),
            "refused" => (503, "no room for a request"),
            "dropped" => (503, "dropped: too late for it"),
            "failed" => (500, "a fault"),
            _ => (200, string.Empty),
        };
        if (body == "cut")
        {
            context.Abort();
            return;
        }

        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static async Task<LoadReport> RunAsync(
        Uri target,
        TimeSpan objective,
        IReadOnlyList<string>? bodies = null,
        TimeSpan? duration = null,
        int seed = 1,
        Action? then = null,
        Action<WorkStep>? told = null,
        CancellationToken? cancellation = null)
    {
        var texts = (bodies ?? ["a body"]).Select(b => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(b)).ToList();
        var options = new LoadOptions(target, texts, 200, duration ?? TimeSpan.FromSeconds(0.3), objective, seed);
        using var generator = new LoadGenerator(options);
        return await generator.RunAsync(
            new Told(step =>
            {
                told?.Invoke(step);
                then?.Invoke();
            }),
            cancellation ?? TestContext.Current.CancellationToken);
    }

    private sealed class Told(Action<WorkStep> then) : IProgress<WorkStep>
    {
        public void Report(WorkStep value) => then(value);
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Tangram.Server.Metrics;

namespace Tangram.Server.Tests.Metrics;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly Meter _meter = new("test");
    private readonly PrometheusText _text;

    public PrometheusTextTests() => _text = new PrometheusText(_meter);

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counters_add_up_by_label()
    {
        var counter = _meter.CreateCounter<long>("app.requests", description: "Requests");
        counter.Add(1, new KeyValuePair<string, object?>("outcome", "answered"));
        counter.Add(2, new KeyValuePair<string, object?>("outcome", "answered"));
        counter.Add(5, new KeyValuePair<string, object?>("outcome", "late"));

        Assert.Equal(
            """
            # HELP app_requests_total Requests
            # TYPE app_requests_total counter
            app_requests_total{outcome="answered"} 3
            app_requests_total{outcome="late"} 5

            """,
            _text.Write());
    }

    [Fact]
    public void Gauges_show_what_is_now()
    {
        var now = 3;
        _meter.CreateObservableGauge("app.waiting", () => now, description: "Waiting");

        Assert.Contains("app_waiting 3\n", _text.Write(), StringComparison.Ordinal);
        now = 1;
        Assert.EndsWith("# TYPE app_waiting gauge\napp_waiting 1\n", _text.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Histograms_count_up_to_each_bound()
    {
        var histogram = _meter.CreateHistogram<double>("app.time", "s", "Time");
        foreach (var seconds in (double[])[0.001, 0.002, 0.3, 99])
        {
            histogram.Record(seconds, new KeyValuePair<string, object?>("segment", "a"));
        }

        var lines = _text.Write().Split('\n');

        Assert.Contains("# TYPE app_time_seconds histogram", lines);
        Assert.Contains("app_time_seconds_bucket{segment=\"a\",le=\"0.001\"} 1", lines);
        Assert.Contains("app_time_seconds_bucket{segment=\"a\",le=\"0.0025\"} 2", lines);
        Assert.Contains("app_time_seconds_bucket{segment=\"a\",le=\"0.25\"} 2", lines);
        Assert.Contains("app_time_seconds_bucket{segment=\"a\",le=\"10\"} 3", lines);
        Assert.Contains("app_time_seconds_bucket{segment=\"a\",le=\"+Inf\"} 4", lines);
        Assert.Contains("app_time_seconds_sum{segment=\"a\"} 99.303", lines);
        Assert.Contains("app_time_seconds_count{segment=\"a\"} 4", lines);
    }

    [Fact]
    public void Quotes_backslashes_and_line_ends_in_labels_are_escaped()
    {
        _meter.CreateCounter<long>("c").Add(1, new KeyValuePair<string, object?>("l", "a\"b\\c\nd"));

        Assert.Contains("""c_total{l="a\"b\\c\nd"} 1""", _text.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_meters_measurements_are_left_out()
    {
        using var other = new Meter("test");
        other.CreateCounter<long>("other").Add(1);

        Assert.Empty(_text.Write());
    }

    [Fact]
    public async Task Prometheus_own_checker_finds_no_fault()
    {
        var tool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(tool is null, "promtool is not on the PATH; it is in Debian's package prometheus");
        using var all = new ServingMetrics();
        using var text = new PrometheusText(all.Meter);
        using var metrics = all.Of("an \"application\"");
        metrics.Observe(() => [("s-0", 3)], () => 2);
        metrics.Ended("answered", TimeSpan.FromMilliseconds(3));
        metrics.Starts(TimeSpan.FromMilliseconds(30));
        metrics.Dropped("read");
        metrics.Ran("s-0", 4, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(1));
        metrics.Lost("s-0");
        using var process = Process.Start(new ProcessStartInfo(tool!, ["check", "metrics"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true })!;
        var page = new StringBuilder(text.Write());
        TritonMetrics.Write(page, [new ModelCounters("m", "1")]);
        await process.StandardInput.WriteAsync(page.ToString());
        process.StandardInput.Close();

        var faults = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        // Triton's names are older than the rules for names; there is no other fault than those.
        Assert.All(faults.Split('\n', StringSplitOptions.RemoveEmptyEntries), f => Assert.StartsWith("nv_", f, StringComparison.Ordinal));
    }
}

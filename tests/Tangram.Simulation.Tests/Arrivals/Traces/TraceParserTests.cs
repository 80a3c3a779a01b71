using Tangram.Core.Files;
using Tangram.Simulation.Arrivals.Traces;

namespace Tangram.Simulation.Tests.Arrivals.Traces;

public sealed class TraceParserTests
{
    [Fact]
    public void Seconds_are_since_the_start()
    {
        var trace = Parse("seconds\n0.5\n0.75\n2\n");

        Assert.Equal([(5_000_000, 1), (7_500_000, 1), (20_000_000, 1)], Entries(trace));
        Assert.Equal(TimeSpan.FromSeconds(2.75), trace.Length);
    }

    [Fact]
    public void A_count_says_how_many_requests_come_and_may_be_0()
    {
        var trace = Parse("seconds,count\n0,3\n1,0\n2,100000000\n3,0\n");

        Assert.Equal([(0, 3), (20_000_000, 100_000_000)], Entries(trace));
        Assert.Equal(TimeSpan.FromSeconds(4), trace.Length);
    }

    [Theory]
    [InlineData("2024-02-28T23:59:59Z\n2024-02-29T00:00:01.5Z")]
    [InlineData("2024-02-28 23:59:59\n2024-02-29 00:00:01.5000000")]
    [InlineData("2024-02-28T23:59:59.000000000Z\n2024-02-29T00:00:01.500000099Z")]
    [InlineData("2024-02-28T23:59:59+00:00\n2024-02-29T01:00:01.500+01:00")]
    public void Timestamps_count_from_the_first(string lines) => Assert.Equal([(0, 1), (25_000_000, 1)], Entries(Parse("timestamp\n" + lines)));

    [Fact]
    public void Timestamps_may_have_counts() => Assert.Equal([(0, 2), (600_000_000, 7)], Entries(Parse("timestamp,count\n2024-01-01T00:00:00Z,2\n2024-01-01T00:01:00Z,7")));

    [Fact]
    public void The_traces_of_Azures_LLM_services_are_read()
    {
        const string Text = "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808,10\n2023-11-16 18:17:04.0319600,3180,8\n";

        Assert.Equal([(0, 1), (520_000, 1)], Entries(Parse(Text)));
        Assert.Equal([(0, 1), (520_000, 1)], Entries(Parse(Text, "azure-llm")));
    }

    [Fact]
    public void Lines_of_one_time_are_one_instant() => Assert.Equal([(0, 1), (10_000_000, 3), (20_000_000, 1)], Entries(Parse("seconds\n0\n1\n1\n1\n2\n")));

    [Fact]
    public void A_hole_in_time_is_legal() => Assert.Equal([(0, 1), (36_000_000_000, 1)], Entries(Parse("seconds\n0\n3600")));

    [Theory]
    [InlineData("seconds\r\n1\r\n2\r\n")]
    [InlineData("\uFEFFSeconds\n1\n2")]
    [InlineData("\nseconds\n\n 1 \n\n2\n\n")]
    [InlineData("seconds, count\n1, 1\n2 ,1")]
    public void Line_ends_marks_spaces_and_empty_lines_do_not_matter(string text) => Assert.Equal([(10_000_000, 1), (20_000_000, 1)], Entries(Parse(text)));

    [Fact]
    public void A_trace_of_one_time_is_a_second_longer() => Assert.Equal(TimeSpan.FromSeconds(6), Parse("seconds\n5\n").Length);

    [Theory]
    [InlineData("", "t.csv: is empty; the first line is 'seconds' or 'seconds,count' or 'timestamp' or 'timestamp,count' or 'TIMESTAMP,ContextTokens,GeneratedTokens'")]
    [InlineData("0.5\n1\n", "t.csv: line 1: '0.5' is not a header; 'seconds' or 'seconds,count' or 'timestamp' or 'timestamp,count' or 'TIMESTAMP,ContextTokens,GeneratedTokens' is right")]
    [InlineData("seconds\n", "t.csv: holds no request; the header is followed by a line for each time at which requests come")]
    [InlineData("seconds,count\n1,0\n", "t.csv: holds no request; the header is followed by a line for each time at which requests come")]
    [InlineData("seconds\n1\n4.1\n3.2\n", "t.csv: line 4: '3.2' is earlier than '4.1' of line 3; sort the lines by time")]
    [InlineData("timestamp\n2024-01-01T00:00:05Z\n\n2024-01-01T00:00:04Z", "t.csv: line 4: '2024-01-01T00:00:04Z' is earlier than '2024-01-01 00:00:05Z' of line 2; sort the lines by time")]
    [InlineData("seconds\n-1\n", "t.csv: line 2: '-1' is not a time in seconds, a number from 0 to 3,155,760,000")]
    [InlineData("seconds\nNaN\n", "t.csv: line 2: 'NaN' is not a time in seconds, a number from 0 to 3,155,760,000")]
    [InlineData("seconds\n1e300\n", "t.csv: line 2: '1e300' is not a time in seconds, a number from 0 to 3,155,760,000")]
    [InlineData("seconds\n1\nx\u0007y\n", "t.csv: line 3: 'x?y' is not a time in seconds, a number from 0 to 3,155,760,000")]
    [InlineData("seconds,count\n1,-2\n", "t.csv: line 2: '-2' is not a count of requests, a whole number from 0 to 100,000,000,000")]
    [InlineData("seconds,count\n1,1.5\n", "t.csv: line 2: '1.5' is not a count of requests, a whole number from 0 to 100,000,000,000")]
    [InlineData("seconds,count\n1,\n", "t.csv: line 2: '' is not a count of requests, a whole number from 0 to 100,000,000,000")]
    [InlineData("seconds,count\n1,99999999999999999999\n", "t.csv: line 2: '99999999999999999999' is not a count of requests, a whole number from 0 to 100,000,000,000")]
    [InlineData("seconds,count\n1\n", "t.csv: line 2: '1' has 1 column; the header has 2")]
    [InlineData("seconds\n1,2\n", "t.csv: line 2: '1,2' has 2 columns; the header has 1")]
    [InlineData("timestamp\n1/2/2024\n", "t.csv: line 2: '1/2/2024' is not a time such as 2023-11-16T18:17:03.97996Z")]
    [InlineData("timestamp\n2024-02-30T00:00:00Z\n", "t.csv: line 2: '2024-02-30T00:00:00Z' is not a time such as 2023-11-16T18:17:03.97996Z")]
    public void What_is_wrong_is_said_on_one_line_with_what_would_be_right(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidFileException>(() => Parse(text)).Message);

    [Fact]
    public void A_format_asked_for_is_insisted_on()
    {
        Assert.Equal("t.csv: line 1: 'seconds' is not a header; 'TIMESTAMP,ContextTokens,GeneratedTokens' is right", Assert.Throws<InvalidFileException>(() => Parse("seconds\n1\n", "azure-llm")).Message);
        Assert.StartsWith("no trace format is called 'twitter'; known: seconds, timestamp, azure-llm", Assert.Throws<ArgumentException>(() => Parse("seconds\n1\n", "twitter")).Message);
    }

    [Fact]
    public void Endless_lines_and_endless_files_end()
    {
        Assert.Equal("t.csv: line 2: is longer than 1000 characters; a line holds one time and its figures", Assert.Throws<InvalidFileException>(() => TraceParser.Parse(new Endless("seconds\n", "1"), "t.csv")).Message);
        Assert.Equal(
            "t.csv: line 1001: is beyond the 1,000 lines that are read; shorten the trace, or give counts of requests",
            Assert.Throws<InvalidFileException>(() => TraceParser.Parse(new Endless("seconds\n", "1\n"), "t.csv", null, mostLines: 1000)).Message);
    }

    [Fact]
    public void Lines_across_the_ends_of_the_buffer_are_read_whole()
    {
        var trace = Parse("seconds,count\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => FormattableString.Invariant($"{i},{i % 7}\n"))));

        Assert.Equal(Enumerable.Range(0, 100_000).Sum(i => i % 7), trace.Requests);
        Assert.Equal(TimeSpan.FromSeconds(100_000), trace.Length);
    }

    [Fact]
    public void Any_text_is_either_a_trace_or_a_fault_on_one_line() => Seeds.ForAll(500, seed =>
    {
        var random = new Simulation.Randomness.RandomStreams((ulong)seed).Stream("text");
        string[] pieces = ["seconds", ",count", "timestamp", "\n", "\n", "\n", "\r", "1", "2.5", "-", ",", "e9", "2024-01-01T00:00:00Z", "2024-01-01 00:00:00.", "\0", "😀", " ", "\"", "NaN"];
        var text = (random.Bernoulli(0.7) ? "seconds\n" : string.Empty) + string.Concat(Enumerable.Range(0, random.Below(12)).Select(_ => pieces[random.Below(pieces.Length)]));
        try
        {
            Assert.InRange(Parse(text).Requests, 1, long.MaxValue);
        }
        catch (InvalidFileException fault)
        {
            Assert.DoesNotContain(fault.Message, char.IsControl);
        }
    });

    [Fact]
    public void The_published_Azure_traces_are_read_whole()
    {
        Assert.SkipWhen(SharedData.WithoutAzureLlm is not null, SharedData.WithoutAzureLlm ?? string.Empty);
        foreach (var (file, requests) in ((string, int)[])[("AzureLLMInferenceTrace_code.csv", 8819), ("AzureLLMInferenceTrace_conv.csv", 19366)])
        {
            using var reader = new StreamReader(Path.Combine(SharedData.AzureLlm, file));
            var trace = TraceParser.Parse(reader, file, "azure-llm");

            Assert.Equal(requests, trace.Requests);
            Assert.InRange(trace.Length, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(65));
        }
    }

    private static Trace Parse(string text, string? format = null) => TraceParser.Parse(new StringReader(text), "t.csv", format);

    private static IEnumerable<(long Ticks, long Count)> Entries(Trace trace) => Drawing.All(trace.Start()).Select(a => (a.At.Ticks, a.Count));

    /// <summary>A text that never ends.</summary>
    private sealed class Endless(string begin, string again) : TextReader
    {
        private long _read;

        public override int Read(char[] buffer, int index, int count)
        {
            for (var i = 0; i < count; i++, _read++)
            {
                buffer[index + i] = _read < begin.Length ? begin[(int)_read] : again[(int)((_read - begin.Length) % again.Length)];
            }

            return count;
        }
    }
}

using System.Globalization;
using Tangram.Core.Files;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;

namespace Tangram.Prediction.Tests.Observations;

public sealed class ObservationTextTests
{
    private const string Header = "batch_id,variant,batch,share,solo_ms,l2,dram,co_variant,co_batch,co_share,co_l2,co_dram,overlap,latency_ms";
    private const string Row = "b1,resnet50,8,0.5,10,0.25,0.5,vgg19,4,0.5,0.75,0.125,0.6,14";
    private const string Alone = "b1,resnet50,8,0.5,10,0.25,0.5,,,,,,,14";

    [Fact]
    public void A_row_is_a_batch_and_its_co_runner()
    {
        var observation = Assert.Single(Read($"{Header}\n{Row}\n"));

        Assert.Equal(("b1", new Runner(new Signature("resnet50", 0.25, 0.5), 8, 0.5), 10, 14), (observation.Batch, observation.Own, observation.SoloMilliseconds, observation.LatencyMilliseconds));
        Assert.Equal(new ObservedCoRunner(new Runner(new Signature("vgg19", 0.75, 0.125), 4, 0.5), new Presence(0, 0.6, 0.6)), Assert.Single(observation.Beside));
        Assert.Equal(1.4, observation.Slowdown);
        Assert.Null(observation.StartedSeconds);
    }

    [Theory]
    [InlineData("b1,resnet50,8,0.5,10,0.25,0.5,,,,,,,14")]
    [InlineData("b1,resnet50,8,0.5,10,0.25,0.5,,,,,,0,14")]
    [InlineData("b1,resnet50,8,0.5,10,0.25,0.5, , , , , ,0.0,14")]
    public void A_batch_that_ran_alone_has_one_row_without_a_co_runner(string row) => Assert.Empty(Assert.Single(Read($"{Header}\n{row}\n")).Beside);

    [Fact]
    public void Columns_may_be_in_any_order_and_unknown_ones_are_passed_over()
    {
        var columns = Header.Split(',').Reverse().Prepend("note");
        var fields = Row.Split(',').Reverse().Prepend("whatever");

        Assert.Equivalent(Read($"{Header}\n{Row}\n"), Read($"{string.Join(',', columns)}\n{string.Join(',', fields)}\n"), strict: true);
    }

    [Fact]
    public void The_optional_columns_say_when_a_batch_started_and_when_its_co_runner_came()
    {
        var observation = Assert.Single(Read($"{Header},started_s,co_from,expected_overlap\n{Row},12.5,0.25,0.9\n"));

        Assert.Equal(12.5, observation.StartedSeconds);
        Assert.Equal(new Presence(0.25, 0.85, 0.9), observation.Beside[0].Presence);
    }

    [Fact]
    public void An_optional_column_may_be_empty()
    {
        var observation = Assert.Single(Read($"{Header},started_s,co_from,expected_overlap\n{Row},,,\n"));

        Assert.Null(observation.StartedSeconds);
        Assert.Equal(new Presence(0, 0.6, 0.6), observation.Beside[0].Presence);
    }

    [Fact]
    public void Several_rows_of_a_batch_need_not_follow_each_other_and_co_runners_are_in_the_order_in_which_they_came()
    {
        var read = Read($"""
            {Header},co_from
            b1,a,1,1,10,0,0,late,1,1,0,0,0.4,14,0.6
            b2,a,1,1,10,0,0,,,,,,,14,
            b1,a,1,1,10,0,0,early,1,1,0,0,0.5,14,0
            """);

        Assert.Equal(["b1", "b2"], read.Select(o => o.Batch));
        Assert.Equal(["early", "late"], read[0].Beside.Select(b => b.Runner.Signature.Variant));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\n\n")]
    public void A_mark_of_the_encoding_and_empty_lines_are_passed_over(string before) =>
        Assert.Single(Read($"{before}{Header}\r\n\r\n{Row}\r\n\r\n"));

    [Fact]
    public void Signatures_and_names_are_kept_once_however_many_batches_there_are()
    {
        var read = Read($"{Header}\n{Row}\n{Row.Replace("b1", "b2", StringComparison.Ordinal)}\n");

        Assert.Same(read[0].Own.Signature, read[1].Own.Signature);
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var observations = Random(200);
        using var text = new StringWriter();

        ObservationText.Write(text, observations);

        Assert.StartsWith(Header + ",started_s,co_from,expected_overlap\n", text.ToString(), StringComparison.Ordinal);
        Assert.Equivalent(observations, Read(text.ToString()), strict: true);
    }

    [Fact]
    public void What_was_read_is_written_with_the_numbers_it_had()
    {
        const string Text = $"{Header},started_s,co_from,expected_overlap\nb1,a,8,0.5,10,0.25,0.5,c,4,0.5,0.75,0.125,0.3,14,1.5,0.1,0.2\nb2,a,8,0.5,10,0.25,0.5,,,,,,0,14,,,\n";
        using var text = new StringWriter();

        ObservationText.Write(text, Read(Text));

        Assert.Equal(Text, text.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a,b")]
    [InlineData("a\"b")]
    [InlineData("a\nb")]
    public void A_name_that_could_not_be_read_is_not_written(string name)
    {
        var observation = new Observation("b1", new Runner(new Signature(name, 0, 0), 1, 1), 1, 1, []);
        using var text = new StringWriter();

        Assert.Throws<ArgumentException>(() => ObservationText.Write(text, observation));
    }

    [Theory]
    [InlineData("", "o.csv: is empty; the first line is " + Header)]
    [InlineData("\n \n", "o.csv: is empty; the first line is " + Header)]
    [InlineData(Header + "\n", "o.csv: holds no batch; the header is followed by a row for each batch and co-runner")]
    [InlineData("batch_id,variant\nb1,a\n", "o.csv: line 1: has no column batch, share, solo_ms, l2, dram, co_variant, co_batch, co_share, co_l2, co_dram, overlap, latency_ms; the first line names " + Header + ", in any order")]
    [InlineData(Header + ",l2\n", "o.csv: line 1: has the column l2 twice; once is right")]
    [InlineData(Header + "\n" + Row + ",3\n", "o.csv: line 2: has 15 fields; the header has 14")]
    [InlineData(Header + "\nb1\n", "o.csv: line 2: has 1 field; the header has 14")]
    [InlineData(Header + "\n\n\"b1\",resnet50,8,0.5,10,0.25,0.5,vgg19,4,0.5,0.75,0.125,0.6,14\n", "o.csv: line 3: has quotes, which are not read; write fields without them, and names without commas")]
    public void A_file_that_is_not_one_is_refused(string text, string message) => AssertRefused(message, text);

    [Theory]
    [InlineData("batch_id", "", "is empty; give a name")]
    [InlineData("variant", "", "is empty; give a name")]
    [InlineData("batch", "0", "'0' is not a whole number of at least 1")]
    [InlineData("batch", "1.5", "'1.5' is not a whole number of at least 1")]
    [InlineData("batch", "-1", "'-1' is not a whole number of at least 1")]
    [InlineData("batch", "many", "'many' is not a whole number of at least 1")]
    [InlineData("co_batch", "0", "'0' is not a whole number of at least 1")]
    [InlineData("share", "0", "'0' is not a share of the device, a number above 0 and at most 1")]
    [InlineData("share", "1.01", "'1.01' is not a share of the device, a number above 0 and at most 1")]
    [InlineData("co_share", "", "'' is not a share of the device, a number above 0 and at most 1")]
    [InlineData("solo_ms", "-3", "'-3' is not a latency in ms, a number above 0")]
    [InlineData("solo_ms", "0", "'0' is not a latency in ms, a number above 0")]
    [InlineData("solo_ms", "ten", "'ten' is not a latency in ms, a number above 0")]
    [InlineData("latency_ms", "-1", "'-1' is not a latency in ms, a number above 0")]
    [InlineData("latency_ms", "NaN", "'NaN' is not a latency in ms, a number above 0")]
    [InlineData("latency_ms", "Infinity", "'Infinity' is not a latency in ms, a number above 0")]
    [InlineData("latency_ms", "1e999", "'1e999' is not a latency in ms, a number above 0")]
    [InlineData("solo_ms", "1e-300", "'1e-300' is not a latency in ms from 0.000001 to 1,000,000,000")]
    [InlineData("latency_ms", "1e300", "'1e300' is not a latency in ms from 0.000001 to 1,000,000,000")]
    [InlineData("l2", "1.2", "'1.2' is not a number from 0 to 1")]
    [InlineData("l2", "-0.1", "'-0.1' is not a number from 0 to 1")]
    [InlineData("dram", "NaN", "'NaN' is not a number from 0 to 1")]
    [InlineData("dram", "", "'' is not a number from 0 to 1")]
    [InlineData("co_l2", "2", "'2' is not a number from 0 to 1")]
    [InlineData("co_dram", "x", "'x' is not a number from 0 to 1")]
    [InlineData("overlap", "1.5", "'1.5' is not a number from 0 to 1")]
    [InlineData("overlap", "", "'' is not a number from 0 to 1")]
    [InlineData("started_s", "-1", "'-1' is not a time in seconds, a number of at least 0")]
    [InlineData("co_from", "0.5", "0.5 and an overlap of 0.6 are more than 1 together, the end of the batch")]
    [InlineData("expected_overlap", "7", "'7' is not a number from 0 to 1")]
    public void A_field_that_is_not_what_its_column_holds_is_refused_with_line_and_column(string column, string value, string message)
    {
        string[] columns = [.. Header.Split(','), "started_s", "co_from", "expected_overlap"];
        string[] fields = [.. Row.Split(','), "1", "0", "0.5"];
        fields[Array.IndexOf(columns, column)] = value;

        AssertRefused($"o.csv: line 3: {column}: {message}", $"{string.Join(',', columns)}\n\n{string.Join(',', fields)}\n");
    }

    [Theory]
    [InlineData("variant", "vgg19")]
    [InlineData("batch", "4")]
    [InlineData("share", "0.25")]
    [InlineData("solo_ms", "11")]
    [InlineData("l2", "0.3")]
    [InlineData("dram", "0.3")]
    [InlineData("latency_ms", "15")]
    public void Rows_of_a_batch_that_disagree_about_it_are_refused(string column, string value)
    {
        var fields = Row.Split(',');
        fields[Array.IndexOf(Header.Split(','), column)] = value;

        AssertRefused($"o.csv: line 3: {column}: is not what line 2 says of batch 'b1'; rows of one batch agree about the batch itself, so give another batch a batch_id of its own", $"{Header}\n{Row}\n{string.Join(',', fields)}\n");
    }

    [Theory]
    [InlineData(Alone, Row, "ran alone")]
    [InlineData(Alone, Alone, "ran alone")]
    [InlineData(Row, Alone, "ran beside another")]
    public void A_batch_that_ran_alone_has_no_other_row(string first, string second, string said) =>
        AssertRefused($"o.csv: line 3: co_variant: line 2 says that batch 'b1' {said}; a batch has one row if it ran alone, else one for each co-runner", $"{Header}\n{first}\n{second}\n");

    [Theory]
    [InlineData("b1,resnet50,8,0.5,10,0.25,0.5,,4,,,,,14", "co_batch")]
    [InlineData("b1,resnet50,8,0.5,10,0.25,0.5,,,,,,0.5,14", "overlap")]
    public void Half_a_co_runner_is_refused(string row, string column) =>
        AssertRefused($"o.csv: line 2: co_variant: is empty, but {column} is not; name the co-runner, or leave co_variant, co_batch, co_share, co_l2, co_dram and overlap empty for a batch that ran alone", $"{Header}\n{row}\n");

    [Fact]
    public void Whatever_the_text_is_it_is_read_or_refused_with_its_line()
    {
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var text = $"{Header},co_from\n{Row},0.1\n{Row.Replace("b1", "b2", StringComparison.Ordinal)},\n{Alone.Replace("b1", "b3", StringComparison.Ordinal)},\n".ToCharArray();
            for (var change = random.Next(4); change >= 0; change--)
            {
                text[random.Next(text.Length)] = ",.\n\"-01eEx b\0\r\t\u00e9"[random.Next(16)];
            }

            try
            {
                Assert.All(Read(new string(text)), o => Assert.True(double.IsFinite(o.Slowdown) && o.Slowdown > 0));
            }
            catch (InvalidFileException refusal)
            {
                Assert.Matches("^o.csv: [^\n]+; |^o.csv: line [1-9][0-9]*: [^\n]+$", refusal.Message);
            }
        }
    }

    [Fact]
    public void An_endless_line_is_refused() =>
        AssertRefused("o.csv: line 2: is longer than 1000 characters; a row holds one batch and one co-runner", $"{Header}\n{new string('x', 100_000)}\n");

    private static IReadOnlyList<Observation> Read(string text) => ObservationText.Read(new StringReader(text), "o.csv");

    private static void AssertRefused(string message, string text) => Assert.Equal(message, Assert.Throws<InvalidFileException>(() => Read(text)).Message);

    private static List<Observation> Random(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i => new Observation(
            i.ToString(CultureInfo.InvariantCulture), Runner(random), 1 + random.NextDouble(), 1 + (10 * random.NextDouble()), [.. Enumerable.Range(0, random.Next(3)).Select(_ => Beside(random)).OrderBy(b => b.Presence.From)], i % 2 == 0 ? null : random.NextDouble()))];
    }

    private static Runner Runner(Random random) => new(new Signature($"v{random.Next(5)}", random.NextDouble(), random.NextDouble()), random.Next(1, 9), 1 - random.NextDouble());

    private static ObservedCoRunner Beside(Random random)
    {
        var from = random.Next(2) == 0 ? 0 : random.NextDouble();
        return new ObservedCoRunner(Runner(random), new Presence(from, from + (random.NextDouble() * (1 - from)), random.NextDouble()));
    }
}

using FsCheck;
using FsCheck.Fluent;
using Tangram.Operators.Ocr;

namespace Tangram.Operators.Tests.Ocr;

public sealed class ComponentsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("#.#", 2)]
    [InlineData("#.# ###", 1)]
    [InlineData("#.. .#. ..#", 1)]
    [InlineData("#.# .#. #.#", 1)]
    [InlineData("##. ... .##", 2)]
    [InlineData("#####.# ......# ####### #......", 2)]
    [InlineData("#...# .#.#. ..#..", 1)]
    public void Regions_touch_at_sides_and_corners(string map, int regions)
    {
        var rows = map.Split(' ');
        float[] values = [.. rows.SelectMany(row => row.Select(cell => cell == '#' ? 0.9f : 0.1f))];

        Assert.Equal(regions, Components.Find(values, Math.Max(1, rows[0].Length), 0.3f).Count);
    }

    [Fact]
    public void They_are_the_same_as_those_of_a_flood_fill() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            float[] map = [.. Enumerable.Range(0, 17 * 13).Select(_ => random.Next(5) < 2 ? 1f : 0f)];
            var found = Components.Find(map, 17, 0.5f).Select(runs => runs.Sum(run => run.End - run.Start)).Order();
            return found.SequenceEqual(FloodFill([.. map], 17).Order());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static List<int> FloodFill(float[] map, int width)
    {
        var sizes = new List<int>();
        for (var i = 0; i < map.Length; i++)
        {
            if (map[i] > 0)
            {
                sizes.Add(Drain(map, width, i % width, i / width));
            }
        }

        return sizes;
    }

    private static int Drain(float[] map, int width, int x, int y)
    {
        if (x < 0 || x >= width || y < 0 || y >= map.Length / width || map[(y * width) + x] == 0)
        {
            return 0;
        }

        map[(y * width) + x] = 0;
        var size = 1;
        for (var i = 0; i < 9; i++)
        {
            size += Drain(map, width, x + (i % 3) - 1, y + (i / 3) - 1);
        }

        return size;
    }
}

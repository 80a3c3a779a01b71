using Tangram.Core.Devices;
using Tangram.Devices.Partitioning;
using Tangram.TestKit.Gpus;

namespace Tangram.Devices.Tests.Nvidia;

public sealed class RandomCutsTests
{
    [Theory]
    [InlineData("a100-80gb", 1)]
    [InlineData("a30-24gb", 2)]
    public void Two_hundred_layouts_one_after_the_other_all_end_as_asked(string name, int seed)
    {
        var random = new Random(seed);
        using var gpus = new FakeGpus(name);
        using var partitioner = GpuBench.Open(gpus);
        var model = partitioner.Devices[0].Model;
        var layouts = LayoutEnumeration.All(model).ToList();
        for (var i = 0; i < 200; i++)
        {
            var target = layouts[random.Next(layouts.Count)].Segments.Select(s => (model.Profiles[s.Size].Name, s.Start)).OrderBy(s => s.Start).ToList();
            var there = partitioner.Segments();
            var places = random.Next(2) == 0 ? target : LayoutSearch.Find(model, [.. there.Select(s => (s.Profile, s.Start))], target.CountBy(s => s.Name).ToDictionary());

            var steps = LayoutChange.Steps(0, there, places!);
            LayoutChange.Make(partitioner, steps);

            var now = partitioner.Segments();
            Assert.Equal(places, now.Select(s => (s.Profile, s.Start)));
            Assert.Equal(target.Select(s => s.Name).Order(), now.Select(s => s.Profile).Order());
            Assert.All(now, s => Assert.True(s.IsWhole));
            Assert.Equal(there.Except(steps.OfType<LayoutStep.Destroy>().Select(s => s.Segment)), now.Intersect(there));
        }
    }
}

using Tangram.Core.Applications;
using Tangram.Core.Devices;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Tiny problems of every shape, by seed. Figures are round, so that ties are common.</summary>
internal static class RandomProblems
{
    private static readonly int[] Batches = [1, 2, 4];
    private static readonly int[] Concurrencies = [1, 2];
    private static readonly double[] FanOuts = [0, 0.5, 1, 1, 1.5, 2, 3, 4];
    private static readonly double[] Accuracies = [0.6, 0.7, 0.8, 0.9, 0.95, 1];

    public static PlanningProblem Create(int seed)
    {
        var random = new Random(seed);
        var isGpu = random.Next(3) == 0;
        var tasks = random.Next(1, 4);
        var device = isGpu ? A100.WithDoubleMemory : RandomCpu.Of(random.Next(1, 5), seed);
        var builder = new ProblemBuilder
        {
            Device = device,
            Objectives = new Objectives(random.Next(1, 40) * 50, random.Next(30, 101) / 100.0),
            Demand = random.Next(1, 60) / (isGpu ? 1.0 : 4.0),
            QueueingFactor = Pick(random, [1, 1.5, 2]),
            Reserve = Pick(random, [0, 0, 0.2]),
        };
        if (random.Next(2) == 0)
        {
            builder.Operator("entry", null, random.Next(20)).Operator("answer", null, random.Next(20));
        }

        var most = isGpu && tasks == 3 ? 1 : isGpu ? 2 : 3;
        for (var task = 0; task < tasks; task++)
        {
            AddTask(builder, random, device, $"t{task}", random.Next(1, most + 1), isGpu ? 3 : 5);
            for (var parent = 0; parent < task; parent++)
            {
                if (random.Next(2) == 0)
                {
                    builder.Edge($"t{parent}", $"t{task}", Pick(random, FanOuts), random.Next(2) == 0 ? [] : [($"t{parent}v0", Pick(random, FanOuts))]);
                }
            }
        }

        return RandomFactors.For(builder.Build(), random);
    }

    private static void AddTask(ProblemBuilder builder, Random random, DeviceModel device, string task, int variants, int entries)
    {
        var names = Enumerable.Range(0, variants).Select(v => $"{task}v{v}").ToList();
        builder.Task(task, random.Next(4) == 0 ? Pick(random, Accuracies) : null, [.. names.Select(n => (n, Pick(random, Accuracies)))]);
        foreach (var name in names)
        {
            if (random.Next(2) == 0)
            {
                builder.Operator(task, name, random.Next(10));
            }

            var configurations =
                from profile in device.Profiles
                from batch in Batches
                from concurrency in Concurrencies
                orderby random.Next()
                select (profile, batch, concurrency);
            foreach (var (profile, batch, concurrency) in configurations.Take(random.Next(random.Next(10) == 0 ? 0 : 1, entries + 1)))
            {
                var memory = random.Next(15) == 0 ? 100_000 : profile.MemoryMiB;
                builder.Entry(name, profile.Name, batch, random.Next(1, 15) * 5, random.Next(1, 8) * 5 * profile.ComputeSlices / 2.0, memory, concurrency);
            }
        }
    }

    private static double Pick(Random random, double[] among) => among[random.Next(among.Length)];
}

using Tangram.Devices.Nvidia;
using Tangram.Devices.Partitioning;
using Tangram.TestKit.Gpus;

namespace Tangram.Devices.Tests.Nvidia;

/// <summary>Every error that nvml.h documents for every function: one line that says what to do, and a GPU that is cut as before.</summary>
public sealed class NvmlErrorTests
{
    private static readonly (string Function, int[] Codes)[] Documented =
    [
        ("nvmlInit_v2", [4, 9, 999]),
        ("nvmlDeviceGetCount_v2", [1, 2, 999]),
        ("nvmlDeviceGetHandleByIndex_v2", [1, 2, 4, 8, 11, 15, 999]),
        ("nvmlDeviceGetUUID", [1, 2, 3, 7, 15, 999]),
        ("nvmlDeviceGetName", [1, 2, 7, 15, 999]),
        ("nvmlDeviceGetMemoryInfo", [1, 2, 3, 4, 15, 999]),
        ("nvmlDeviceGetPciInfo_v3", [1, 2, 15, 999]),
        ("nvmlDeviceGetMigMode", [1, 2, 3, 999]),
        ("nvmlDeviceGetComputeRunningProcesses_v3", [1, 2, 3, 4, 7, 15, 999]),
        ("nvmlDeviceGetGpuInstanceProfileInfoV", [1, 2, 3, 4]),
        ("nvmlDeviceGetGpuInstancePossiblePlacements_v2", [1, 2, 3, 4]),
        ("nvmlDeviceCreateGpuInstanceWithPlacement", [1, 2, 3, 4, 23]),
        ("nvmlGpuInstanceDestroy", [1, 2, 3, 4, 19]),
        ("nvmlDeviceGetGpuInstances", [1, 2, 3, 4]),
        ("nvmlGpuInstanceGetInfo", [1, 2, 4]),
        ("nvmlGpuInstanceGetComputeInstanceProfileInfo", [1, 2, 3, 4]),
        ("nvmlGpuInstanceCreateComputeInstance", [1, 2, 3, 4, 23]),
        ("nvmlComputeInstanceDestroy", [1, 2, 4, 19]),
        ("nvmlGpuInstanceGetComputeInstances", [1, 2, 3, 4]),
        ("nvmlComputeInstanceGetInfo_v2", [1, 2, 4]),
        ("nvmlDeviceGetMaxMigDeviceCount", [1, 2, 999]),
        ("nvmlDeviceGetMigDeviceHandleByIndex", [1, 2, 3, 6, 999]),
        ("nvmlDeviceGetGpuInstanceId", [1, 2, 3, 999]),
        ("nvmlDeviceGetComputeInstanceId", [1, 2, 3, 999]),
    ];

    // These say that there is nothing of the kind, which is no fault; what follows from it is.
    private static readonly (string Function, int Code)[] Answers =
    [
        ("nvmlDeviceGetMigMode", 3), ("nvmlDeviceGetMigDeviceHandleByIndex", 6),
        ("nvmlDeviceGetGpuInstanceProfileInfoV", 2), ("nvmlDeviceGetGpuInstanceProfileInfoV", 3),
        ("nvmlGpuInstanceGetComputeInstanceProfileInfo", 2), ("nvmlGpuInstanceGetComputeInstanceProfileInfo", 3),
    ];

    public static TheoryData<string, int> Errors => [.. Documented.SelectMany(d => d.Codes.Select(c => (d.Function, c)))];

    public static TheoryData<string> Functions => [.. Documented.Select(d => d.Function)];

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_is_one_line_that_names_it_and_nothing_has_changed(string function, int code)
    {
        using var gpus = Bench();
        gpus.Fail(function, code, times: 1_000_000);

        var refusals = Run(gpus);

        Assert.NotEmpty(refusals);
        Assert.All(refusals, refusal =>
        {
            Assert.DoesNotContain('\n', refusal.Message);
            if (!Answers.Contains((function, code)))
            {
                Assert.Equal((function, code), refusal.InnerException is NvmlException fault ? (fault.Function, fault.Code) : default);
                Assert.Contains($"[{function} returned {code} (", refusal.Message, StringComparison.Ordinal);
                Assert.Contains("; ", refusal.Message, StringComparison.Ordinal);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void An_error_at_any_call_of_a_function_leaves_nothing_half_done(string function)
    {
        var code = Documented.Single(d => d.Function == function).Codes[0];
        var wasReached = true;
        for (var after = 0; wasReached; after++)
        {
            using var gpus = Bench();
            gpus.Fail(function, code, after);

            var refusals = Run(gpus);

            wasReached = !gpus.Lines.Any(l => l.StartsWith("fail ", StringComparison.Ordinal) && l.EndsWith(" 1", StringComparison.Ordinal));
            Assert.Equal(wasReached, refusals.Count > 0);
        }
    }

    [Fact]
    public void A_number_that_nobody_documents_is_told_with_the_drivers_words()
    {
        using var gpus = Bench();
        gpus.Fail("nvmlDeviceGetCount_v2", 77);

        Assert.Equal(
            "counting the GPUs: the driver says 'some error', which tangram does not know; look it up by its number 77 [nvmlDeviceGetCount_v2 returned 77 (some error)]",
            GpuBench.Refuses(() => GpuBench.Open(gpus)).Message);
    }

    [Fact]
    public void Where_taking_back_fails_too_it_says_what_is_there_now()
    {
        using var gpus = Bench();
        using var partitioner = GpuBench.Open(gpus);
        gpus.Fail("nvmlGpuInstanceCreateComputeInstance", 23);
        gpus.Fail("nvmlGpuInstanceDestroy", 999);

        var refusal = GpuBench.Refuses(() => partitioner.Create(0, "3g.40gb", 4));

        Assert.Contains("taking it back failed too, so 3g.40gb at 4 is there, and workers cannot use it", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([true, false], partitioner.Segments().Select(s => s.IsWhole));
    }

    private static FakeGpus Bench()
    {
        var gpus = new FakeGpus("a100-80gb");
        gpus.Add("gi 0 1 14 0", "ci 0 1 0 1 0 1");
        return gpus;
    }

    // Opens, creates and destroys; each either works or changes nothing.
    private static List<PartitioningException> Run(FakeGpus gpus)
    {
        var refusals = new List<PartitioningException>();
        NvidiaPartitioner? partitioner = null;
        Step(() => partitioner = GpuBench.Open(gpus), gpus, refusals);
        using (partitioner)
        {
            if (partitioner is not null)
            {
                Step(() => Assert.Contains(partitioner.Segments(), s => s is { Profile: "2g.20gb", IsWhole: true }), gpus, refusals, isLook: true);
                Step(() => partitioner.Create(0, "3g.40gb", 4), gpus, refusals);
                Step(() => partitioner.Destroy(new DeviceSegment(0, "2g.20gb", 0, "MIG-")), gpus, refusals);
            }
        }

        return refusals;
    }

    private static void Step(Action action, FakeGpus gpus, List<PartitioningException> refusals, bool isLook = false)
    {
        var before = gpus.Layout;
        try
        {
            action();
        }
        catch (PartitioningException e)
        {
            refusals.Add(e);
            Assert.Equal(before, gpus.Layout);
        }
        catch (Xunit.Sdk.XunitException) when (isLook)
        {
            // A segment that the driver says nothing of.
        }
    }
}

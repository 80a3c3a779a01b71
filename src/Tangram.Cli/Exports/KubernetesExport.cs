using System.Globalization;
using System.Text;
using Tangram.Core.Catalogs;
using Tangram.Core.Plans;

namespace Tangram.Cli.Exports;

/// <summary>Writes a Deployment for each group of equal instances, which asks for one MIG device of its profile.</summary>
/// <remarks>
/// The resource <c>nvidia.com/mig-1g.10gb</c> is what NVIDIA's device plugin offers with its strategy <c>mixed</c> [C: NVIDIA/k8s-device-plugin].
/// The image is a stand-in: it is whatever runs a variant and reads the environment written here.
/// </remarks>
internal sealed class KubernetesExport : IPlanExport, ICatalogued<KubernetesExport, IPlanExport>
{
    // As Kubernetes has it for names and label values.
    private const int LongestName = 63;

    public static string Name => "kubernetes";

    public static string Description => "a Deployment for each group of equal instances, on MIG devices";

    public static IPlanExport Create(Settings settings) => new KubernetesExport();

    public string Write(Plan plan)
    {
        _ = ExportedDevice.Of(plan);
        var groups = plan.Instances.GroupBy(i => (i.DeviceModel, i.Variant, i.Profile, i.Concurrency, i.Batch, Tasks(i))).Select(g => (Instance: g.First(), Count: g.Count())).ToList();
        return "# The GPUs are cut as planned by the exports 'mig-parted' or 'nvidia-smi'. Set the image before you apply this.\n"
            + string.Concat(groups.Select((g, number) => Deployment(g.Instance, g.Count, number)));
    }

    private static string Deployment(Instance instance, int count, int number)
    {
        var name = Named(instance, number);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{name}}
              labels: {{Labels(instance, name)}}
            spec:
              replicas: {{count}}
              selector:
                matchLabels: {app.kubernetes.io/instance: "{{name}}"}
              template:
                metadata:
                  labels: {{Labels(instance, name)}}
                spec:
                  containers:
                    - name: worker
                      image: tangram-worker:latest
                      env:
                        - {name: TANGRAM_TASKS, value: "{{Tasks(instance)}}"}
                        - {name: TANGRAM_VARIANT, value: "{{instance.Variant}}"}
                        - {name: TANGRAM_BATCH, value: "{{instance.Batch}}"}
                        - {name: TANGRAM_PROCESSES, value: "{{instance.Concurrency}}"}
                      resources:
                        limits:
                          nvidia.com/mig-{{Resource(instance.Profile)}}: 1

            """);
        return text.ToString();
    }

    // The device plugin writes the '+' of a media profile as a dot.
    private static string Resource(string profile) => profile.Replace('+', '.');

    private static string Tasks(Instance instance) => string.Join(' ', instance.Serves.Select(w => $"{w.Application}/{w.Task}"));

    private static string Labels(Instance instance, string name) =>
        $"{{app.kubernetes.io/name: tangram, app.kubernetes.io/instance: \"{name}\", tangram/variant: \"{Label(instance.Variant)}\", tangram/profile: \"{Label(instance.Profile)}\", tangram/device-model: \"{Label(instance.DeviceModel)}\"}}";

    private static string Label(string text) => new string([.. text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '.')]).Trim('-', '_', '.');

    // The number at the end keeps names apart that were cut short or made alike.
    private static string Named(Instance instance, int number)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"-b{instance.Batch}-{number}");
        var words = $"{instance.Serves.Select(w => w.Task).FirstOrDefault() ?? "task"}-{instance.Variant}-{instance.Profile}";
        var name = new string([.. words.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        return string.Concat(name.AsSpan(0, Math.Min(name.Length, LongestName - end.Length)).Trim('-'), end);
    }
}

namespace Tangram.Cli.Reproductions.Stated;

/// <summary>The models of the stated profile: those that ParvaGPU measured, so that both profiles serve the same applications.</summary>
internal static class StatedModels
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<StatedModel> All { get; } =
    [
        new("bert", 11.2, 96, 110, 1.3),
        new("densenet121", 2.83, 121, 8.0, 0.6),
        new("densenet169", 3.36, 169, 14.1, 0.6),
        new("densenet201", 4.29, 201, 20.0, 0.6),
        new("inceptionv3", 5.71, 94, 27.2, 0.8),
        new("mobilenetv2", 0.30, 53, 3.5, 0.25),
        new("resnet101", 7.80, 101, 44.5, 1),
        new("resnet152", 11.51, 152, 60.2, 1),
        new("resnet50", 4.09, 50, 25.6, 1),
        new("vgg16", 15.47, 16, 138.4, 1.4),
        new("vgg19", 19.63, 19, 143.7, 1.4),
    ];
}

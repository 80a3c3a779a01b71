namespace Tangram.Cli.Reproductions.Stated;

/// <summary>What the stated profile knows of a model.</summary>
/// <param name="Name">The variant's name, as ParvaGPU's data has it.</param>
/// <param name="GigaMacs">Multiplications and additions of one item, in 10⁹: torchvision's figure for one image of 224 × 224 (Inception v3: 299 × 299); BERT base with 128 tokens [N].</param>
/// <param name="Layers">Layers that run one after the other; BERT's blocks count eight each [N].</param>
/// <param name="MegaParameters">Weights, in 10⁶: torchvision's, and BERT base's.</param>
/// <param name="Efficiency">How much of a slice's rate its layers reach, ResNet being 1 [N].</param>
internal sealed record StatedModel(string Name, double GigaMacs, int Layers, double MegaParameters, double Efficiency);

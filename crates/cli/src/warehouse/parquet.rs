//! The table as Parquet, through Arrow: typed columns, compressed with Snappy, which all readers support.

use super::{COLUMNS, Type, Value, rows};
use crate::failure::Failure;
use crate::members::Member;
use crate::output::Output;
use arrow_array::builder::{BooleanBuilder, Date32Builder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use interlocal_core::bank::Bank;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::sync::Arc;

/// The number of agencies in one batch of columns.
const BATCH: usize = 1000;
/// 2020-01-01, the first day of a [`Date`](interlocal_core::profile::Date), counted from 1970-01-01.
const FIRST_DAY: i32 = 18_262;

/// A column while it is filled.
enum Builder {
    Text(StringBuilder),
    Date(Date32Builder),
    Number(Int32Builder),
    Truth(BooleanBuilder),
}

/// Builds the file in memory: 20,000 agencies are a few megabytes.
pub(super) fn write(bank: &Bank, members: &[Member], out: &mut Output) -> Result<(), Failure> {
    let bytes = bytes(bank, members).map_err(|error| {
        Failure::Data(format!("The table can't be written as Parquet ({error}). Use --answers csv."))
    })?;
    out.bytes(&bytes)
}

fn bytes(bank: &Bank, members: &[Member]) -> Result<Vec<u8>, ParquetError> {
    let fields: Vec<Field> = COLUMNS
        .iter()
        .map(|(name, kind, may_miss)| Field::new(*name, Builder::new(*kind).data_type(), *may_miss))
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), Arc::clone(&schema), Some(properties))?;
    for chunk in members.chunks(BATCH) {
        let mut builders = COLUMNS.map(|(_, kind, _)| Builder::new(kind));
        for row in chunk.iter().flat_map(|member| rows(bank, member)) {
            for (builder, value) in builders.iter_mut().zip(row) {
                builder.push(value);
            }
        }
        let columns = builders.into_iter().map(Builder::finish).collect();
        writer.write(&RecordBatch::try_new(Arc::clone(&schema), columns)?)?;
    }
    writer.into_inner()
}

impl Builder {
    fn new(kind: Type) -> Builder {
        match kind {
            Type::Text => Builder::Text(StringBuilder::new()),
            Type::Date => Builder::Date(Date32Builder::new()),
            Type::Number => Builder::Number(Int32Builder::new()),
            Type::Truth => Builder::Truth(BooleanBuilder::new()),
        }
    }

    fn data_type(&self) -> DataType {
        match self {
            Builder::Text(_) => DataType::Utf8,
            Builder::Date(_) => DataType::Date32,
            Builder::Number(_) => DataType::Int32,
            Builder::Truth(_) => DataType::Boolean,
        }
    }

    /// Values have the type of their column, because both follow the order of [`COLUMNS`].
    fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Builder::Text(column), Value::Text(text)) => column.append_option(text),
            (Builder::Date(column), Value::Date(date)) => {
                column.append_option(date.map(|date| FIRST_DAY + i32::from(date.0)));
            }
            (Builder::Number(column), Value::Number(number)) => column.append_option(number.map(i32::from)),
            (Builder::Truth(column), Value::Truth(truth)) => column.append_option(truth),
            (Builder::Text(_) | Builder::Date(_) | Builder::Number(_) | Builder::Truth(_), _) => {}
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Builder::Text(mut column) => Arc::new(column.finish()),
            Builder::Date(mut column) => Arc::new(column.finish()),
            Builder::Number(mut column) => Arc::new(column.finish()),
            Builder::Truth(mut column) => Arc::new(column.finish()),
        }
    }
}

SELECT kind, born FROM entities WHERE entity_id = $id

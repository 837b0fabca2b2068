rel angles
